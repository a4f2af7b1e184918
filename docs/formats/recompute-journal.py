#!/usr/bin/env python3
"""Recomputes a journal from its export `journal-blocks`, with nothing but this file's own arithmetic.

usage: recompute-journal.py <export.jsonl> [--balances YYYY-MM-DD]
The form of the blocks is described in journal-block.md. Exit status 1 and one sentence at the first difference.
"""
import hashlib
import json
import sys
from decimal import Decimal


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def refuse(line, sentence):
    sys.exit(f"line {line}: {sentence}")


def check_block(line, block, chain):
    """Holds a block against the end of its year's chain so far and moves the chain on. Returns its content."""
    if block["firstNumber"] != chain["next"]:
        refuse(line, f"entry {chain['next']} is expected, the block begins with {block['firstNumber']}")
    content = json.loads(block["text"])
    if chain["hash"] is None:
        chain["hash"] = sha256(f"backoffice journal {content['company']} {content['fiscalYear']}")
    if content["fiscalYear"] != block["fiscalYear"] or content["version"] != 1:
        refuse(line, "the text is of another fiscal year or form")
    if block["previousHash"] != chain["hash"]:
        refuse(line, "the block does not continue the one before it")
    if sha256(block["previousHash"] + "\n" + block["text"]) != block["hash"]:
        refuse(line, "the text does not have the hash that the block names")
    if block["lastNumber"] != block["firstNumber"] + len(content["entries"]) - 1:
        refuse(line, "the block does not hold as many entries as it says")
    chain.update(next=block["lastNumber"] + 1, hash=block["hash"], blocks=chain["blocks"] + 1)
    return content


def amount(entry_line):
    return Decimal(entry_line.get("debit", "0")) - Decimal(entry_line.get("credit", "0"))


def check_entries(line, first_number, entries):
    for number, entry in enumerate(entries, first_number):
        if entry["number"] != number:
            refuse(line, f"entry {number} calls itself {entry['number']}")
        if sum(map(amount, entry["lines"])) != 0:
            refuse(line, f"debits and credits of entry {number} differ")


def add_up(balances, content, as_of):
    """Adds the entries up to a day to the balances of their year; closing entries are left out, as in a trial balance."""
    for entry in content["entries"]:
        if entry["date"] > as_of or entry.get("kind") == "closing":
            continue
        of_year = balances.setdefault(content["fiscalYear"], {})
        for entry_line in entry["lines"]:
            account = entry_line["account"]
            of_year[account] = of_year.get(account, Decimal(0)) + amount(entry_line)


def main(path, as_of):
    chains, balances, company = {}, {}, None
    with open(path, encoding="utf-8") as export:
        for line, text in enumerate(export, 1):
            block = json.loads(text)
            chain = chains.setdefault(block["fiscalYear"], {"next": 1, "hash": None, "blocks": 0})
            content = check_block(line, block, chain)
            company = company or content["company"]
            if content["company"] != company:
                refuse(line, "the block belongs to another company")
            check_entries(line, block["firstNumber"], content["entries"])
            if as_of is not None:
                add_up(balances, content, as_of)
    for year, chain in sorted(chains.items()):
        print(f"{year}: {chain['next'] - 1} entries, {chain['blocks']} blocks, last hash {chain['hash']}")
    for account, balance in sorted(balances[max(balances)].items()) if balances else []:
        print(account, balance)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--balances"):
        sys.exit(__doc__)
    main(arguments[0], arguments[2] if len(arguments) == 3 else None)
