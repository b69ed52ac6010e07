"""A model for MLServer that has nothing to do with the engines of the gateway."""

import hashlib

from mlserver import MLModel
from mlserver.codecs import Base64Codec, StringCodec
from mlserver.types import InferenceRequest, InferenceResponse


def output_of(version: str, input_hex: str, seed_hex: str) -> bytes:
    """What the model makes. The tests compute it too."""
    digest = hashlib.sha256(f"{version} {input_hex} {seed_hex}".encode()).digest()
    return b"\x89PNG\r\n\x1a\n" + digest * 8


class Fog(MLModel):
    async def load(self) -> bool:
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        data = {tensor.name: StringCodec.decode_input(tensor)[0] for tensor in payload.inputs}
        output = output_of(self.version, data["input"], data["seed"])
        return InferenceResponse(
            id=payload.id,
            model_name=self.name,
            model_version=self.version,
            outputs=[Base64Codec.encode_output("output", [output], use_bytes=False)],
        )
