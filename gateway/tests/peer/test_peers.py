"""The gateway with MLServer as upstream, and clients of others as callers."""

import base64
import hashlib
import json
import unittest
import urllib.request

import numpy
import tritonclient.http as triton
from mlserver.codecs import StringCodec
from mlserver.types import InferenceRequest, InferenceResponse, MetadataModelResponse, RequestOutput
from tritonclient.utils import InferenceServerException

from peers import HERE, LONG, OTHER_ROOT, Peers, fog_root, get
from runtime import output_of

SEED = "07" * 32
INPUT = b"a quiet harbor".hex()
# "Fog", 256 by 16 pixels, as the embedded engine encodes it: see gateway/engine/src/request.rs.
PICTURE = (bytes([12]) + b"Fog" + bytes([0, 1, 16, 0, 32, 3, 200])).hex()
# For as long as it takes. Clients of others do not know 202.
PATIENT = {"prefer": "wait=20"}


def engine_models() -> dict:
    """Roots of the models of this repository, by their names."""
    roots = {}
    for config in sorted((HERE.parent.parent / "engine" / "models").glob("*/config.json")):
        files = sorted(path for path in config.parent.iterdir())
        digests = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)
        roots[config.parent.name] = hashlib.sha256(digests).hexdigest()
    return roots


class PeersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peers = Peers()
        cls.client = triton.InferenceServerClient(cls.peers.address, network_timeout=LONG, connection_timeout=LONG)
        cls.fog = output_of(fog_root(), INPUT, SEED)

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        codes = cls.peers.stop()
        assert codes[-1] == 0, f"the gateway ended with {codes[-1]}"

    def infer(self, model, input=INPUT, outputs=("root", "length", "media_type"), **options):
        tensors = []
        for name, value in [("input", input), ("seed", SEED)]:
            tensor = triton.InferInput(name, [1], "BYTES")
            tensor.set_data_from_numpy(numpy.array([value], dtype=object), binary_data=False)
            tensors.append(tensor)
        asked = [triton.InferRequestedOutput(name, binary_data=False) for name in outputs]
        return self.client.infer(model, tensors, outputs=asked, headers=PATIENT, **options)

    def test_triton_client_should_see_the_server_and_its_models(self):
        self.assertTrue(self.client.is_server_live())
        self.assertTrue(self.client.is_server_ready())
        self.assertEqual(self.client.get_server_metadata()["name"], "atelier-gateway")
        for name in ["fog", fog_root()]:
            self.assertTrue(self.client.is_model_ready(name))
            self.assertTrue(self.client.is_model_ready(name, fog_root()))
        metadata = self.client.get_model_metadata("fog")
        self.assertEqual(metadata["versions"], [fog_root()])
        self.assertEqual({tensor["name"] for tensor in metadata["inputs"]}, {"input", "seed"})
        self.assertFalse(self.client.is_model_ready("fog", OTHER_ROOT))

    def test_triton_client_should_get_the_digest_of_what_mlserver_made(self):
        expected = hashlib.sha256(self.fog).hexdigest()
        for model, version in [("fog", ""), (fog_root(), ""), ("fog", fog_root())]:
            result = self.infer(model, model_version=version)
            self.assertEqual(result.as_numpy("root").tolist(), [expected])
            self.assertEqual(result.as_numpy("length").tolist(), [len(self.fog)])
            self.assertEqual(result.as_numpy("media_type").tolist(), ["image/png"])
            self.assertEqual(result.get_response()["model_version"], fog_root())
        status, headers, body = get(f"http://{self.peers.address}/outputs/{expected}")
        self.assertEqual((status, headers["content-type"], body), (200, "image/png", self.fog))

    def test_triton_client_should_get_the_bytes_when_it_asks_for_them(self):
        [output] = self.infer("fog", outputs=["output"]).as_numpy("output").tolist()
        self.assertEqual(base64.b64decode(output), self.fog)

    def test_triton_client_should_be_refused_when_an_id_has_another_order(self):
        first = self.infer("fog", request_id="job-1").get_response()
        self.assertEqual(self.infer("fog", request_id="job-1").get_response(), first)
        with self.assertRaises(InferenceServerException) as refused:
            self.infer("fog", input="00", request_id="job-1")
        self.assertEqual(refused.exception.status(), "409")

    def test_triton_client_should_get_a_picture_when_the_engine_is_embedded(self):
        models = engine_models()
        self.assertTrue(models)
        for name, root in models.items():
            result = self.infer(root, input=PICTURE)
            self.assertEqual(result.get_response()["model_name"], name)
            [digest] = result.as_numpy("root").tolist()
            _, headers, body = get(f"http://{self.peers.address}/outputs/{digest}")
            self.assertEqual((headers["content-type"], hashlib.sha256(body).hexdigest()), ("image/png", digest))

    def test_triton_client_should_be_told_when_it_sends_binary_tensors(self):
        tensor = triton.InferInput("input", [1], "BYTES")
        tensor.set_data_from_numpy(numpy.array([b"00"], dtype=object), binary_data=True)
        with self.assertRaisesRegex(InferenceServerException, "binary data extension"):
            self.client.infer("fog", [tensor])

    def test_mlserver_types_should_fit_when_they_are_the_client(self):
        tensors = {"input": INPUT, "seed": SEED}
        request = InferenceRequest(
            inputs=[StringCodec.encode_input(name, [value], use_bytes=False) for name, value in tensors.items()],
            outputs=[RequestOutput(name="root"), RequestOutput(name="output")],
        )
        url = f"http://{self.peers.address}/v2/models/fog/infer"
        posted = urllib.request.Request(url, request.model_dump_json().encode(), {"content-type": "application/json"})
        with urllib.request.urlopen(posted, timeout=LONG) as reply:
            response = InferenceResponse.model_validate_json(reply.read())
        root, output = response.outputs
        self.assertEqual(StringCodec.decode_output(root), [hashlib.sha256(self.fog).hexdigest()])
        self.assertEqual(base64.b64decode(StringCodec.decode_output(output)[0]), self.fog)
        _, _, metadata = get(f"http://{self.peers.address}/v2/models/fog")
        self.assertEqual(MetadataModelResponse.model_validate_json(metadata).versions, [fog_root()])

    def test_gateway_should_give_nothing_out_when_mlserver_serves_another_version(self):
        for name in ["stale", "drift"]:
            self.assertFalse(self.client.is_model_ready(name))
            with self.assertRaises(InferenceServerException) as refused:
                self.infer(name)
            self.assertEqual(refused.exception.status(), "502", refused.exception)


class StoppedTest(unittest.TestCase):
    def test_gateway_should_say_so_when_mlserver_is_gone(self):
        peers = Peers()
        try:
            peers.stop_mlserver()
            status, _, body = get(f"http://{peers.address}/v2/models/fog/ready")
            self.assertEqual(status, 503)
            self.assertIn("does not answer", json.loads(body)["error"])
            self.assertEqual(get(f"http://{peers.address}/v2/health/ready")[0], 200)
        finally:
            peers.stop()


if __name__ == "__main__":
    unittest.main()
