import { str, Struct, u16, u8 } from "@polkadot-api/substrate-bindings";

// The input of the project's engine: see gateway/engine/src/request.rs. Other engines take other bytes.

/** What a picture is asked for with. */
export interface PictureRequest {
  /** What is to be seen, as a bag of words. */
  readonly prompt: string;
  /** Pixels from left to right. */
  readonly width: number;
  /** Pixels from top to bottom. */
  readonly height: number;
  /** How near the picture is, in sixteenths: 32 shows half of what 16 shows. */
  readonly zoom?: number;
  /** How much the prompt counts against the seed, out of 16. */
  readonly guidance?: number;
  /** How far the colors are turned along the palette of the model, in 256ths of a turn. */
  readonly palette?: number;
}

// In the order of the engine.
const Request = Struct({ prompt: str, width: u16, height: u16, zoom: u8, guidance: u8, palette: u8 });

/** The input that asks for a picture. The chain refuses what is out of bounds. */
export function encodePicture(request: PictureRequest): Uint8Array {
  const { zoom = 16, guidance = 10, palette = 0 } = request;
  return Request.enc({ ...request, zoom, guidance, palette });
}

/** The other way round. */
export function decodePicture(input: Uint8Array): Required<PictureRequest> {
  return Request.dec(input);
}
