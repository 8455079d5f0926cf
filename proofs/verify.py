"""Checks an audit bundle of minutebook, or a single proof, with Python 3.9 and nothing else.

    python3 verify.py BUNDLE.zip           or PROOF.json, as `minutebook proof` writes it
      --checkpoint FILE                    also: the book grew from this checkpoint that you kept
      --public-key NAME+ID+KEY             also: this key signed it; a file that holds the key
                                           does too, and it may be given several times

Exit status 0: all that is printed holds; 1: something does not, and is named; 2: something cannot
be read, or was asked for wrongly. Read it from top to bottom: the hashes, the signatures, a proof,
a bundle, its figures.
"""

from __future__ import annotations

import argparse
import base64
import csv
import io
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256, sha512
from typing import Any

Fact = dict[str, Any]
FIELDS = "position originator_id originator_version topic recorded_at state hash"
MOVEMENT = "project measure year before after change decided_on recorded_at position"
FILES = (
    "MANIFEST README.txt bundle.json checkpoint.txt facts.jsonl"
    " figures/movements.csv figures/portfolio.csv proofs.jsonl verify.py"
)
GENESIS = sha256(b"minutebook ledger 1").digest()  # stands for the hash before the first fact


def shown(text: str) -> str:
    """Spell out what a terminal would obey, or what turns the direction of writing."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def need(holds: object, what: str) -> None:
    """Stop and say what is wrong, unless it holds."""
    if not holds:
        sys.exit(shown(f"WRONG {what}")[:400])


def can_read(holds: object, what: str) -> None:
    """Stop and say what cannot be read, unless it can: that is no proof of anything being wrong."""
    if not holds:
        print(shown(f"CANNOT READ {what}")[:400], file=sys.stderr)
        sys.exit(2)


def say(what: str) -> None:
    print(shown(what))


def hash_of_text(text: str) -> bytes:
    need(
        type(text) is str and re.fullmatch("[0-9a-f]{64}", text),
        f"{str(text)[:80]!r} is no SHA-256 in hex",
    )
    return bytes.fromhex(text)


# The chain: the hash of a fact covers the hash of the one before, all lengths, then all texts.
# All that stands before the texts is 68 bytes long: no two facts are hashed as the same bytes.
def chain_hash(previous: bytes, fact: Fact) -> bytes:
    texts = [fact[key].encode() for key in ("originator_id", "topic", "recorded_at", "state")]
    numbers = (fact["position"], fact["originator_version"], *map(len, texts))
    whole = {type(number) for number in numbers} == {int}
    need(whole and len(previous) == 32, "a fact has a number or a hash before it that is none")
    return sha256(previous + struct.pack(">QQIIIQ", *numbers) + b"".join(texts)).digest()


# The tree of RFC 6962: facts are its leaves, two nodes make the one above, the last is the root.
def leaf(fact_hash: bytes) -> bytes:
    return sha256(b"\x00" + fact_hash).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def add_leaf(subtrees: list[bytes], size: int, new: bytes) -> None:
    """Add a leaf to the complete subtrees of a tree, largest first, joining those of one size."""
    subtrees.append(new)
    while size % 2:
        right = subtrees.pop()
        subtrees.append(node(subtrees.pop(), right))
        size //= 2


def root_of(subtrees: list[bytes]) -> bytes:
    found = subtrees[-1] if subtrees else sha256(b"").digest()
    for left in reversed(subtrees[:-1]):
        found = node(left, found)
    return found


def root_of_path(fact_hash: bytes, position: int, size: int, path: list[str]) -> bytes:
    """Follow the path of a fact up to the root, as RFC 9162 says; b"" where it does not lead up."""
    found, index, last = leaf(fact_hash), position - 1, size - 1
    need(type(path) is list, "a path is no list of hashes")
    for sibling in map(hash_of_text, path):
        if last == 0:  # this is the root already
            return b""
        if index % 2 or index == last:
            found = node(sibling, found)
            while index and not index % 2:
                index, last = index // 2, last // 2
        else:
            found = node(found, sibling)
        index, last = index // 2, last // 2
    return found if last == 0 and 0 < position <= size else b""


# Signatures: Ed25519, the points of the curve being pairs of plain numbers. Compare with RFC 8032:
# numbers and addition with section 5.1, reading a point with 5.1.3, checking with 5.1.7, and all
# of it with the Python of section 6.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def plus(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    (x, y), (u, v) = a, b
    k = D * x * u * y * v
    return (x * v + u * y) * pow(1 + k, -1, P) % P, (y * v + x * u) * pow(1 - k, -1, P) % P


def times(n: int, point: tuple[int, int]) -> tuple[int, int]:
    found = (0, 1)
    for bit in f"{n:b}":
        found = plus(found, found)
        found = plus(found, point) if bit == "1" else found
    return found


def point_of(data: bytes) -> tuple[int, int]:
    """Read a point: y, and in the highest bit whether x is odd."""
    odd, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or x * x % P != square or (x == 0 and odd):
        raise ValueError("no point of the curve")
    return (x if x % 2 == odd else P - x), y


def is_signed(key: bytes, text: bytes, signature: bytes) -> bool:
    try:
        public, half, s = point_of(key), point_of(signature[:32]), signature[32:]
    except ValueError:
        return False
    h = int.from_bytes(sha512(signature[:32] + key + text).digest(), "little") % L
    number, base = int.from_bytes(s, "little"), point_of(bytes([0x58] + [0x66] * 31))
    return len(s) == 32 and number < L and times(number, base) == plus(half, times(h, public))


def key_of(given: str) -> tuple[str, str, bytes]:
    """Read a public key, itself or from its file: NAME, ID in hex, and KEY with a 1 for Ed25519."""
    text = (given if "+" in given else read(given)).strip()
    parts = re.fullmatch(r"([^ +\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})", text)
    can_read(parts, f"--public-key {given[:99]}: a public key is one line, NAME+ID+KEY")
    name, key_id, encoded = parts.groups() if parts else ("", "", "")
    key = base64.b64decode(encoded)
    fits = key[0] == 1 and sha256(f"{name}\n".encode() + key).hexdigest()[:8] == key_id
    can_read(fits, f"--public-key {text}: no key of Ed25519, or copied wrongly")
    return text, name, key


def check_signer(what: str, note: str, public_keys: list[str]) -> None:
    """Check a signed note: text, empty line, lines of "— NAME BASE64(KEY ID, SIGNATURE)"."""
    text, _, rest = note.rpartition("\n\n")
    form = "— ([^ +\n]+) ((?:[A-Za-z0-9+/]{4})+|(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,3}={1,2})\n"
    need(not text or re.fullmatch(f"(?:{form})+", rest), f"{what}: its signatures are none")
    found = [(who, base64.b64decode(line)) for who, line in re.findall(form, rest) if text]
    if not public_keys:
        names = ", ".join(who for who, _ in found)
        told = f"signed by {names}, which was not checked (no --public-key)"
        say(f"--    {what}: {told if found else 'not signed: who wrote it is unknown'}")
    for written, name, key in map(key_of, public_keys):
        key_id = sha256(f"{name}\n".encode() + key).digest()[:4]
        mine = [data[4:] for who, data in found if who == name and data[:4] == key_id]
        good = mine and all(is_signed(key[1:], f"{text}\n".encode(), one) for one in mine)
        need(good, f"{what}: not signed by {written}, or altered since")
        say(f"ok    {what}: signed by {written}")


def head_of(checkpoint: str, where: str, needed: Any = need) -> tuple[str, int, bytes]:
    """Read the lines of a checkpoint: which book it is of, how many facts, the root over them."""
    lines = re.fullmatch(
        r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)\n(?:[^\n]+\n)*"
        r"(?:\n(?:— [^ +\n]+ [A-Za-z0-9+/]+=*\n)+)?",
        checkpoint,
    )
    good = lines and all(map(str.isprintable, checkpoint.split("\n")))
    needed(good, f"{where}: this is no checkpoint")
    origin, size, root = lines.groups() if lines else ("", "0", "")
    return origin, int(size), base64.b64decode(root)


def check_proof(proof: Any, kept: str | None, public_keys: list[str]) -> None:
    known = type(proof) is dict and proof.get("format") == "minutebook inclusion proof 1"
    can_read(known and proof.get("facts"), "this is no proof of facts, or a form that came later")
    origin, size, root = own = head_of(proof["checkpoint"], "the checkpoint in the proof")
    same = not kept or head_of(kept, "--checkpoint") == own
    need(same, "the proof is against another checkpoint")
    for fact in proof["facts"]:
        where, found = fact["position"], chain_hash(hash_of_text(fact["previous"]), fact)
        about = proof["about"] in (fact["originator_id"], f"position:{where}")
        need(about, f"position {where} is not about {proof['about']}")
        need(found.hex() == fact["hash"], f"position {where}: the fact was changed")
        leads = root_of_path(found, where, size, fact["path"]) == root
        need(leads, f"position {where}: the path does not lead to the root of the checkpoint")
        say(f"ok    position {where}, recorded {fact['recorded_at']}: {fact['topic']}")
        say(f"      {fact['originator_id']}: {fact['state']}")
    whose = "given" if kept else "it brings along"
    say(f"ok    all this is in the book {origin} of {size} facts, by the checkpoint {whose}")
    check_signer("checkpoint", kept or proof["checkpoint"], public_keys)


def check_manifest(bundle: zipfile.ZipFile) -> str:
    """Require the files to be those that the manifest lists, unchanged."""
    names = sorted(bundle.namelist())
    can_read("MANIFEST" in names, "this zip: it has no MANIFEST, so it is no audit bundle")
    manifest = bundle.read("MANIFEST").decode()
    lines = (manifest.rpartition("\n\n")[0] or manifest).splitlines()
    listed = names == sorted(["MANIFEST", *(line[66:] for line in lines)])
    need(listed, "MANIFEST: the files are not those that it lists")
    once = " ".join(name for name in names if name != "diagrams/governance.svg") == FILES
    need(once and len({*names}) == len(names), "MANIFEST: not the files of a bundle, once each")
    for line in lines:
        found, name = sha256(), line[66:]
        with bundle.open(name) as file:
            for block in iter(lambda: file.read(65536), b""):
                found.update(block)
        need(line == f"{found.hexdigest()}  {name}", f"MANIFEST: {name} was changed")
    say(f"ok    MANIFEST: {len(lines)} files, none changed, missing or added")
    return manifest


def parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # no JSON, or none with an end
        return None


def lines_of(bundle: zipfile.ZipFile, name: str) -> Iterator[Fact]:
    """Read a JSON object from each line; one that could be written otherwise is refused."""
    for line in io.TextIOWrapper(bundle.open(name), "utf-8", newline="\n"):
        found = parsed(line)
        same = type(found) is dict and line == json.dumps(found, ensure_ascii=False) + "\n"
        need(same, f"{name}: a line not as minutebook writes it: {line[:60]}…")
        yield found


def check_facts(bundle: zipfile.ZipFile, kept: str | None, figures: Figures) -> int:
    """Compute chain, tree and paths again, fact by fact, and compare; return how many facts."""
    origin, size, root = head_of(bundle.read("checkpoint.txt").decode(), "checkpoint.txt")
    kept_head = head_of(kept, "--checkpoint") if kept else (origin, 0, root_of([]))
    kept_origin, kept_size, kept_root = kept_head
    same = kept_origin == origin
    need(same, f"this is the book {origin}, and the checkpoint given is of the book {kept_origin}")
    proofs, proved = lines_of(bundle, "proofs.jsonl"), 0
    previous, count, time, subtrees = GENESIS, 0, "", list[bytes]()
    need(kept_size > 0 or kept_root == root_of([]), "the checkpoint given is none of a book")
    for fact in lines_of(bundle, "facts.jsonl"):
        where = f"facts.jsonl: position {count + 1}"
        need(" ".join(fact) == FIELDS, f"{where} has other fields than {FIELDS}")
        need(fact["position"] == count + 1, f"{where} is missing")
        previous = chain_hash(previous, fact)
        need(previous.hex() == fact["hash"], f"{where}: the chain does not hold")
        need(time <= fact["recorded_at"], f"{where}: recorded before the one before")
        add_leaf(subtrees, count, leaf(previous))
        count, time = count + 1, fact["recorded_at"]
        if fact["topic"].startswith("minutebook.resolution-") or kind_of(fact) in MOVES:
            proof, proved = next(proofs, {}), proved + 1
            need(proof.get("position") == count, f"proofs.jsonl: none of position {count}")
            same = list(proof) == ["position", "hash", "path"] and proof["hash"] == fact["hash"]
            need(same, f"proofs.jsonl: position {count} has another hash, or other fields")
            leads = root_of_path(previous, count, size, proof["path"]) == root
            need(leads, f"proofs.jsonl: position {count} does not lead to the root")
        same = count != kept_size or root_of(subtrees) == kept_root
        need(same, f"the first {count} facts are not those of the checkpoint given")
        figures.see(fact)
    need(next(proofs, None) is None, "proofs.jsonl: a proof of no fact")
    need((count, root_of(subtrees)) == (size, root), "checkpoint.txt: not made of these facts")
    need(count >= kept_size, f"cut off: {count} facts, and {kept_size} in the checkpoint given")
    say(f"ok    facts.jsonl: the chain holds over {count} facts, the last is {previous.hex()}")
    say(f"ok    checkpoint.txt: the book {origin}, the root over them is {root.hex()}")
    say(f"ok    proofs.jsonl: {proved} resolutions and movements lead to it")
    if kept:
        say(f"ok    the book only grew since the checkpoint given, of {kept_size} facts")
    return count


MOVES = {  # what moves a figure: from which field of the fact, to which
    "baseline-set": ("", "profile"),
    "opening-balance-brought-forward": ("", "profile"),
    "savings-extended": ("", "change"),
    "savings-corrected": ("", "change"),
    "savings-rebaselined": ("expected", "revised"),
}


def kind_of(fact: Fact) -> str:
    return str(fact["topic"].split(".")[1])


def pence(amount: str) -> int:
    need(re.fullmatch(r"-?[0-9]{1,99}(\.[0-9]{2})?", amount), f"{amount!r} is no amount")
    pounds, _, rest = amount.partition(".")
    return int(pounds + (rest or "00"))


class Figures:
    """What the tables must say, worked out from the facts alone."""

    def __init__(self, as_at: str) -> None:
        self.as_at, self.started, self.due = as_at, set[str](), dict[str, set[str]]()

    def see(self, fact: Fact) -> None:
        """Note what a fact moves, if it was decided by the day that the tables are made for."""
        kind, project = kind_of(fact), fact["originator_id"].partition(":")[2]
        if kind != "project-started" and kind not in MOVES:
            return
        said = json.loads(fact["state"])
        day = said["decided_on"] or ""
        if day <= self.as_at and kind == "project-started":
            self.started.add(project)
        elif day <= self.as_at:
            old, new = (said.get(field) or {} for field in MOVES[kind])
            for year in {*old, *new}:
                change = pence(new.get(year, "0")) - pence(old.get(year, "0"))
                place = [project, said["measure"], year, str(change), day]
                if change:  # kept as one text each, for there may be millions
                    row = str([*place, fact["recorded_at"], str(fact["position"])])
                    self.due.setdefault(project, set()).add(row)

    def check(self, bundle: zipfile.ZipFile) -> None:
        """Require each movement to be there once, each sum to be right, and nothing else."""
        after, total = dict[tuple[str, ...], int](), dict[tuple[str, ...], int]()
        for row in rows_of(bundle, "figures/movements.csv", MOVEMENT):
            place, change = (row["project"], row["measure"], row["year"]), pence(row["change"])
            times = row["decided_on"], row["recorded_at"], row["position"]
            found = str([*place, str(change), *times])
            told = f"figures/movements.csv: {found}"
            due = self.due.get(place[0], set()) if place[0] in self.started else set()
            need(found in due, f"{told}: no such movement")
            due.remove(found)
            need(pence(row["before"]) == after.get(place, 0), f"{told}: wrong before")
            after[place] = pence(row["after"])
            need(after[place] == pence(row["before"]) + change, f"{told}: wrong after")
            total[place[1:]] = total.get(place[1:], 0) + change
        left = [row for project in self.started for row in self.due.get(project, ())]
        need(not left, f"figures/movements.csv: missing {min(left, default='')}")
        for row in rows_of(bundle, "figures/portfolio.csv", "measure portfolio year target"):
            of_year, target = (row["measure"], row["year"]), pence(row["target"])
            need(target and of_year in total, f"figures/portfolio.csv: nothing due, {row}")
            total[of_year] -= target
        need(not any(total.values()), "figures/portfolio.csv: not the sum of the movements")
        say(f"ok    figures: as at {self.as_at}, movements and totals follow from the facts")


def rows_of(bundle: zipfile.ZipFile, name: str, columns: str) -> Iterator[dict[str, str]]:
    names, rows = columns.split(), csv.reader(io.TextIOWrapper(bundle.open(name), "utf-8"))
    need(next(rows, None) == names, f"{name}: other columns than {columns}")
    for row in rows:
        need(len(row) == len(names), f"{name}: line {rows.line_num} has too few cells or too many")
        yield {column: row[place] for place, column in enumerate(names)}


def read(file: str) -> str:
    try:
        with open(file, encoding="utf-8", newline="") as opened:
            return opened.read()
    except (OSError, ValueError) as error:
        why = "neither text nor a whole zip file; perhaps its download was cut off"
        can_read(None, f"{file}: {getattr(error, 'strerror', why)}")
        raise


def check(file: str, kept: str | None, public_keys: list[str]) -> None:
    """Check a bundle or a proof; return only if everything holds."""
    if not zipfile.is_zipfile(file):
        proof = parsed(read(file))
        can_read(proof, f"{file}: neither a bundle nor a proof; perhaps its download was cut off")
        return check_proof(proof, kept, public_keys)
    with zipfile.ZipFile(file) as bundle:
        manifest = check_manifest(bundle)
        about = next(lines := lines_of(bundle, "bundle.json"), {})
        form = about.get("format") == "minutebook audit bundle 1" and next(lines, None) is None
        need(form and list(about) == ["format", "as_at", "facts"], "bundle.json: an unknown form")
        figures = Figures(about["as_at"])
        count = check_facts(bundle, kept, figures)
        need(about["facts"] == count, f"bundle.json: not the number of facts, which is {count}")
        figures.check(bundle)
        check_signer("checkpoint.txt", bundle.read("checkpoint.txt").decode(), public_keys)
        check_signer("MANIFEST", manifest, public_keys)
    also = "" if kept else ", origin"
    say(
        f"--    not computed again: README.txt, verify.py, diagrams, each project's portfolio{also}"
    )
    return None


def main() -> None:
    form = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("file")
    parser.add_argument("--checkpoint", metavar="FILE")
    parser.add_argument("--public-key", metavar="NAME+ID+KEY", action="append", default=[])
    asked = parser.parse_args()
    keys = [key_of(given)[0] for given in asked.public_key]
    kept = read(asked.checkpoint) if asked.checkpoint else None
    if kept is not None:
        head_of(kept, f"--checkpoint {asked.checkpoint}", can_read)
    try:
        check(asked.file, kept, keys)
    except (OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        can_read(None, f"{asked.file}: the zip file is damaged; perhaps its download was cut off")
    except Exception:  # noqa: BLE001 - whatever is of another kind than it should be
        need(None, f"{asked.file}: a part is missing, or of another kind than it should be")


if __name__ == "__main__":
    main()
