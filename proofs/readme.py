"""The README of an audit bundle."""

from __future__ import annotations

README = """\
An audit bundle of minutebook
=============================

What is here

  facts.jsonl            every fact of the book, in the order of recording, one JSON object a line:
                         position, subject, kind, moment of recording, the fact itself (state,
                         letter for letter as it is stored), and its hash
  checkpoint.txt         how many facts there are, and the root of the Merkle tree over them
                         (c2sp.org/tlog-checkpoint); with signatures, if somebody signed
  proofs.jsonl           for every fact about a resolution or a savings figure the path that leads
                         from it to that root: with its line of facts.jsonl and the checkpoint it
                         proves the fact to somebody who has nothing else
  figures/movements.csv  every movement of every figure, with what stood before and after it
  figures/portfolio.csv  what each portfolio must save in each year
  diagrams/              who reports to whom, where the book has bodies
  bundle.json            the day that figures and diagrams are made for, and what made them
  MANIFEST               the SHA-256 of each of these files (sha256sum -c MANIFEST reads it); with
                         signatures, if somebody signed: of these sha256sum then says that some
                         lines are improperly formatted, which is as it should be
  verify.py              checks all this; it needs Python 3.9 and nothing else

How to check it

  Take verify.py out and read it. It was handed to you by those whom you check: who does not want
  to read it takes it from a copy of minutebook that they have from elsewhere (proofs/verify.py).

      python3 -I verify.py BUNDLE.zip
      python3 -I verify.py BUNDLE.zip --checkpoint KEPT --public-key NAME+ID+KEY

  The public key may be a file that holds it, and several may be given. It prints what it checked.
  The exit status is 0 if everything holds; 1 if something does not, and it says what; 2 if
  something cannot be read (a download that was cut off) or was asked for wrongly.

What that proves

  - These files fit together: chain, root, paths, movements and the totals of every year are
    computed again from the facts.
  - With --checkpoint: nothing that was in the book when that checkpoint was made was altered,
    removed or moved since. This needs a checkpoint that you had before, or got from somebody else.
  - With --public-key: the holder of that key made or signed this checkpoint and these files. This
    needs a key that you did not get with the bundle.

What it cannot prove

  - Without a checkpoint or key of your own: that this is the book, and not one made up last night.
  - That what was recorded is true, or that everything that was decided was recorded.
  - That the clock was right, or that no second book is kept.
  - What verify.py does not compute again: this README.txt, verify.py itself, the diagrams, which
    portfolio a project belongs to, and, without --checkpoint, the origin, that is the name of the
    book in checkpoint.txt. For these you have the MANIFEST, and whoever signed it: if nobody did,
    anybody can have written them.
"""
