"""Starts MLServer and the gateway for the tests."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent
LONG = 60
OTHER_ROOT = "cd" * 32


def fog_root() -> str:
    """The OpenSSF root of a folder with the runtime alone: the digest of the digests of all files."""
    return hashlib.sha256(hashlib.sha256((HERE / "runtime.py").read_bytes()).digest()).hexdigest()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(url: str):
    """Status, headers and body, whatever the status."""
    try:
        with urllib.request.urlopen(url, timeout=LONG) as reply:
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class Peers:
    """MLServer with the models fog, stale and drift, and a gateway before it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.processes = []
        try:
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self):
        roots = {"fog": fog_root(), "stale": "51" * 32, "drift": "d1" * 32}
        # `stale` says in its metadata that it is another version, `drift` is one.
        self.add_model("fog", version=roots["fog"], reported=[roots["fog"]])
        self.add_model("stale", version=roots["stale"], reported=[OTHER_ROOT])
        self.add_model("drift", version=OTHER_ROOT, reported=[roots["drift"]])
        port = free_port()
        settings = {"host": "127.0.0.1", "http_port": port, "grpc_port": free_port(), "metrics_port": free_port()}
        (self.folder / "settings.json").write_text(json.dumps(settings | {"parallel_workers": 0}))
        mlserver = pathlib.Path(sys.executable).with_name("mlserver")
        self.mlserver = self.run("mlserver.log", mlserver, "start", self.folder)
        self.await_mlserver(f"http://127.0.0.1:{port}/v2/health/ready")

        arguments = ["--listen", "127.0.0.1:0", "--models", HERE.parent.parent / "engine" / "models"]
        for name, root in roots.items():
            arguments += ["--upstream", f"{name}=http://127.0.0.1:{port}@{root}"]
        self.address = self.await_gateway(self.run("gateway.log", os.environ["GATEWAY"], *arguments))

    def run(self, log: str, *command):
        with (self.folder / log).open("w") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file)
        self.processes.append(process)
        return process

    def add_model(self, name: str, version: str, reported: list):
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(HERE / "runtime.py", folder)
        settings = {
            "name": name,
            "implementation": "runtime.Fog",
            "versions": reported,
            "parameters": {"version": version},
        }
        (folder / "model-settings.json").write_text(json.dumps(settings))

    def await_mlserver(self, url: str):
        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline and self.mlserver.poll() is None:
            try:
                if get(url)[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError("MLServer does not start:\n" + (self.folder / "mlserver.log").read_text())

    def await_gateway(self, gateway) -> str:
        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline and gateway.poll() is None:
            found = re.search(r"listens on http://(\S+)", (self.folder / "gateway.log").read_text())
            if found:
                return found[1]
            time.sleep(0.1)
        raise RuntimeError("the gateway does not start:\n" + (self.folder / "gateway.log").read_text())

    def stop_mlserver(self):
        self.mlserver.terminate()
        self.mlserver.wait(LONG)

    def stop(self):
        codes = []
        for process in self.processes:
            process.terminate()
            codes.append(process.wait(LONG))
        shutil.rmtree(self.folder)
        return codes
