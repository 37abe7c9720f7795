"""A GTP engine that misbehaves on demand: crashes, lies, or says nothing at its second move."""

import sys
import time


def main() -> None:
    fault, moves = sys.argv[1], 0
    for line in sys.stdin:
        word = line.split()[0]
        text = "pass" if word == "genmove" else ""
        moves += word == "genmove"
        if moves == 2 and word == "genmove":
            if fault == "crash":
                sys.exit(3)
            if fault == "silence":
                time.sleep(60)
            text = {"illegal": "A99", "resign": "resign"}.get(fault, "pass")
        sys.stdout.write(f"= {text}\n\n")
        sys.stdout.flush()
        if word == "quit":
            return


if __name__ == "__main__":
    main()
