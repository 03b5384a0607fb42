"""Objects from one process to another, over a socket."""

import pickle
import struct
from collections.abc import Iterator
from multiprocessing.connection import wait
from socket import socket
from typing import Any

_LENGTH = struct.Struct("!Q")
_CHUNK = 1024 * 1024


class TooLargeError(Exception):
    """A message is longer than allowed."""


def send(channel: socket, message: object) -> None:
    """Send an object; raises OSError where nobody is at the other end, and what pickle raises."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    channel.sendall(_LENGTH.pack(len(data)))
    channel.sendall(data)


def receive(channel: socket) -> Any:
    """Wait for an object; raises EOFError where there will be none."""
    (length,) = _LENGTH.unpack(_exactly(channel, _LENGTH.size))
    return pickle.loads(_exactly(channel, length))  # noqa: S301  it comes from the parent process


def _exactly(channel: socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        chunk = channel.recv(min(length - len(data), _CHUNK))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


class Inbox:
    """Objects that another process sends, taken as they come: it may stop in the middle of one, or say nothing.

    last_size: bytes of the last one.
    """

    def __init__(self, channel: socket, longest: int) -> None:
        self._channel = channel
        self._longest = longest
        self._data = bytearray()
        self.last_size = 0

    def messages(self) -> Iterator[Any]:
        """What has come meanwhile; never waits.

        Raises EOFError where nothing more can come, TooLargeError where a message is longer than `longest` bytes.
        """
        taken = 0
        while taken <= self._longest and wait([self._channel], 0):
            chunk = self._channel.recv(_CHUNK)
            if not chunk:
                raise EOFError
            taken += len(chunk)
            self._data += chunk
            yield from self._whole()

    def _whole(self) -> Iterator[Any]:
        while len(self._data) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._data)
            if length > self._longest:
                raise TooLargeError
            end = _LENGTH.size + length
            if len(self._data) < end:
                return
            with memoryview(self._data) as data:
                message = pickle.loads(data[_LENGTH.size : end])  # noqa: S301  it comes from a worker of ours
            del self._data[:end]
            self.last_size = length
            yield message
