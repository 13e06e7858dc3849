"""Files that visitors send: none is taken in beyond a size at which no page of ours wants it."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

# A little above the largest file that any page takes, so that the page itself judges what is near.
CAP = 6 * 1024 * 1024
_CUT = "upload_was_cut"


class Capped(FileUploadHandler):
    """Lets a file through up to CAP; what is longer is passed over, and the request knows it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.seen = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count from the beginning."""
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on what came, until it is too much."""
        self.seen += len(raw_data)
        if self.seen > CAP:
            setattr(self.request, _CUT, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
        return None


def was_cut(request: HttpRequest) -> bool:
    """Whether a file of this request was passed over for its length."""
    return getattr(request, _CUT, False)
