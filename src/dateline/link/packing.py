"""Objects of one kind to bytes and back, as a shelf keeps them.

    packer = Packer(Telling)          packer.unpack(packer.pack(telling)) == telling
"""

import msgspec


class Packer[T]:
    """Packs what msgspec knows: a struct, or a list of numbers."""

    def __init__(self, kind: type[T]) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def pack(self, value: T) -> bytes:
        """An object as bytes."""
        return self._encoder.encode(value)

    def unpack(self, data: bytes) -> T:
        """What was packed."""
        return self._decoder.decode(data)
