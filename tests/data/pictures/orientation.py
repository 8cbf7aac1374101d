"""Writes orientation.tsv: odd orientation metadata, and how Pillow 9.4's ImageOps.exif_transpose turns a PNG file that has them.

Rows: name, the file in base64, and the orientation (1 to 8) or "refused"; names that begin with "tiff-" have one eXIf chunk only.
"""
import base64
import io
import struct
import warnings
import zlib

from PIL import Image, ImageOps

warnings.simplefilter("ignore")
ORIENTATION, MAKE = 0x0112, 0x010F
BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, IFD = range(1, 14)
LONG8 = 16
BEHIND = 8 + 2 + 12 + 4  # where the values of a directory of one entry may lie

picture = Image.new("RGB", (3, 2))
picture.putdata([(10, 1, 0), (20, 2, 0), (30, 3, 0), (40, 4, 0), (50, 5, 0), (60, 6, 0)])
buffer = io.BytesIO()
picture.save(buffer, "PNG")
PLAIN = buffer.getvalue()


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(before=(), behind=()):
    data, end = PLAIN.index(b"IDAT") - 4, PLAIN.index(b"IEND") - 4
    chunks = [b"".join(chunk(*c) for c in part) for part in (before, behind)]
    return PLAIN[:data] + chunks[0] + PLAIN[data:end] + chunks[1] + PLAIN[end:]


def tiff(order, entries, magic=None, directory=8, behind=b""):
    head = (magic or {">": b"MM\0*", "<": b"II*\0"}[order]) + struct.pack(order + "I", directory)
    body = b"".join(struct.pack(order + "HHI", tag, type_, count) + data for tag, type_, count, data in entries)
    return head + struct.pack(order + "H", len(entries)) + body + bytes(4) + behind


def tiffs(order):
    def pack(form, *values):
        return struct.pack(order + form, *values)

    def short(value):
        return (ORIENTATION, SHORT, 1, pack("HH", value, 0))

    here = pack("I", BEHIND)
    inline = {
        "byte": (BYTE, b"\6\0\0\0"), "ascii": (ASCII, b"6\0\0\0"), "long": (LONG, pack("I", 6)), "sbyte": (SBYTE, b"\6\0\0\0"),
        "undefined": (UNDEFINED, b"\6\0\0\0"), "sshort": (SSHORT, pack("HH", 6, 0)), "slong": (SLONG, pack("i", 6)),
        "float": (FLOAT, pack("f", 6.0)), "float-6.5": (FLOAT, pack("f", 6.5)), "slong-negative": (SLONG, pack("i", -6)),
        "ifd": (IFD, pack("I", 6)), "type-0": (0, pack("I", 6)), "type-14": (14, pack("I", 6)), "type-99": (99, pack("I", 6)),
    }
    for name, (type_, data) in inline.items():
        yield name, tiff(order, [(ORIENTATION, type_, 1, data)])
    elsewhere = {
        "rational": (RATIONAL, pack("II", 6, 1)), "rational-12-2": (RATIONAL, pack("II", 12, 2)),
        "rational-13-2": (RATIONAL, pack("II", 13, 2)), "rational-6-0": (RATIONAL, pack("II", 6, 0)),
        "srational": (SRATIONAL, pack("ii", -6, -1)), "double": (DOUBLE, pack("d", 6.0)), "long8": (LONG8, pack("Q", 6)),
    }
    for name, (type_, data) in elsewhere.items():
        yield name, tiff(order, [(ORIENTATION, type_, 1, here)], behind=data)
        yield name + "-cut", tiff(order, [(ORIENTATION, type_, 1, here)], behind=data[:-1])
    for value in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x0600, 0xFFFF):
        yield f"short-{value}", tiff(order, [short(value)])
    yield "count-0", tiff(order, [(ORIENTATION, SHORT, 0, pack("HH", 6, 0))])
    yield "count-2", tiff(order, [(ORIENTATION, SHORT, 2, pack("HH", 6, 3))])
    yield "count-3", tiff(order, [(ORIENTATION, SHORT, 3, here)], behind=pack("HHH", 8, 3, 1))
    yield "count-4", tiff(order, [(ORIENTATION, SBYTE, 4, b"\3\2\1\6")])
    yield "count-huge", tiff(order, [(ORIENTATION, SHORT, 0xFFFFFFFF, here)])
    yield "6-then-3", tiff(order, [short(6), short(3)])
    yield "6-then-none", tiff(order, [short(6), (ORIENTATION, SHORT, 0, pack("HH", 3, 0))])
    yield "6-then-unknown", tiff(order, [short(6), (ORIENTATION, 99, 1, pack("HH", 3, 0))])
    yield "6-then-byte", tiff(order, [short(6), (ORIENTATION, BYTE, 1, b"\3\0\0\0")])
    yield "byte-then-6", tiff(order, [(ORIENTATION, BYTE, 1, b"\3\0\0\0"), short(6)])
    yield "6-then-outside", tiff(order, [short(6), (ORIENTATION, LONG, 9, pack("I", 9999))])
    yield "outside-then-6", tiff(order, [(MAKE, ASCII, 20, pack("I", 9999)), short(6)])
    yield "inside-then-6", tiff(order, [(MAKE, ASCII, 8, pack("I", 8)), short(6)])
    yield "other-magic", tiff(order, [short(6)], magic={">": b"MM*\0", "<": b"II\0*"}[order])
    yield "bigtiff", tiff(order, [short(6)], magic={">": b"MM\0+", "<": b"II+\0"}[order])
    yield "directory-outside", tiff(order, [short(6)], directory=9000)
    yield "directory-at-0", tiff(order, [short(6)], directory=0)
    yield "directory-later", tiff(order, [], directory=14) + tiff(order, [short(6)])[8:]
    whole = tiff(order, [short(6)])
    for length in (4, 8, 9, 10, 20, 21, 22):
        yield f"first-{length}", whole[:length]
    yield "more-entries-than-there-are", whole[:8] + pack("H", 9) + whole[10:]
    yield "junk", b"junk" + whole[4:]
    yield "with-prefix", b"Exif\0\0" + whole


def rows():
    for order, name in ((">", "be"), ("<", "le")):
        for variant, data in tiffs(order):
            yield f"tiff-{name}-{variant}", png([(b"eXIf", data)])

    def turned(value):
        return tiff(">", [(ORIENTATION, SHORT, 1, struct.pack(">HH", value, 0))])

    def exif(data):
        return (b"eXIf", data)

    def text(key, value):
        return (b"tEXt", key + b"\0" + value)

    def ztext(key, value, method=0):
        return (b"zTXt", key + b"\0" + bytes([method]) + zlib.compress(value))

    def itext(value, compressed=0, method=0, key=b"XML:com.adobe.xmp", language=b"", translated=b""):
        value = zlib.compress(value) if compressed else value
        return (b"iTXt", key + b"\0" + bytes([compressed, method]) + language + b"\0" + translated + b"\0" + value)

    def raw(data, head=b"\nexif\n      32\n"):
        digits = data.hex().encode()
        return head + b"\n".join(digits[i:i + 72] for i in range(0, len(digits), 72)) + b"\n"

    def xmp(value):
        return b'<x:xmpmeta><rdf:Description tiff:Orientation="' + value + b'"/></x:xmpmeta>'

    none = tiff(">", [(MAKE, ASCII, 1, bytes(4))])
    byte = tiff(">", [(ORIENTATION, BYTE, 1, b"\6\0\0\0")])
    six = b"Exif\0\0" + turned(6)
    profile, digits = b"Raw profile type exif", six.hex().encode()
    element = b"<rdf:Description><tiff:Orientation>6</tiff:Orientation></rdf:Description>"
    before = {
        "exif-twice": [exif(turned(6)), exif(turned(3))], "exif-empty": [exif(b"")],
        "xmp": [itext(xmp(b"6"))], "xmp-element": [itext(element)], "xmp-compressed": [itext(xmp(b"6"), 1)],
        "xmp-twice": [itext(xmp(b"6")), itext(xmp(b"3"))], "xmp-flag-2": [itext(xmp(b"6"), 2)],
        "xmp-method-1": [itext(xmp(b"6"), 1, 1)], "xmp-method-1-unused": [itext(xmp(b"6"), 0, 1)],
        "xmp-in-tEXt": [text(b"XML:com.adobe.xmp", xmp(b"6"))], "xmp-in-zTXt": [ztext(b"XML:com.adobe.xmp", xmp(b"6"))],
        "xmp-68": [itext(xmp(b"68"))], "xmp-9": [itext(xmp(b"9"))], "xmp-0": [itext(xmp(b"0"))], "xmp-blank": [itext(xmp(b" 6"))],
        "xmp-second-place": [itext(xmp(b"x") + xmp(b"6"))], "xmp-single-quotes": [itext(b"tiff:Orientation='6'")],
        "xmp-not-utf8": [itext(xmp(b"6") + b"\xff")], "xmp-language-not-utf8": [itext(xmp(b"6"), language=b"\xff")],
        "xmp-language": [itext(xmp(b"6"), language=b"de", translated=b"Schl\xc3\xbcssel")],
        "xmp-other-key": [itext(xmp(b"6"), key=b"xml:com.adobe.xmp")],
        "xmp-cut": [(b"iTXt", itext(xmp(b"6"), 1)[1][:-6])],
        "xmp-damaged": [(b"iTXt", itext(xmp(b"6"), 1)[1][:40] + b"\xff\xff\xff\xff")],
        "xmp-headless": [(b"iTXt", b"XML:com.adobe.xmp\0\0")], "xmp-keyless": [(b"iTXt", b"XML:com.adobe.xmp")],
        "xmp-and-exif": [itext(xmp(b"6")), exif(turned(3))], "xmp-and-exif-without": [itext(xmp(b"6")), exif(none)],
        "xmp-and-exif-of-bytes": [itext(xmp(b"6")), exif(byte)], "xmp-and-empty-exif": [itext(xmp(b"6")), exif(b"")],
        "xmp-bomb": [itext(xmp(b"6") + bytes(2 << 20), 1)],
        "raw-text": [text(profile, raw(six))], "raw-compressed": [ztext(profile, raw(six))],
        "raw-without-prefix": [ztext(profile, raw(turned(6)))], "raw-in-iTXt": [itext(raw(six), 0, key=profile)],
        "raw-in-iTXt-compressed": [itext(raw(six), 1, key=profile)],
        "raw-app1": [ztext(b"Raw profile type APP1", raw(six))], "raw-app1-text": [text(b"Raw profile type APP1", raw(six))],
        "raw-upper-case": [text(profile, raw(six).replace(b"4d4d", b"4D4D"))], "raw-two-lines": [text(profile, b"\nexif\n" + digits)],
        "raw-not-hex": [text(profile, raw(six) + b"zz")], "raw-odd": [text(profile, raw(six) + b"0")],
        "raw-blanks": [text(profile, b"\nexif\n 32\n\f\v\t" + b" ".join(b"%02x" % value for value in six))],
        "raw-crlf": [text(profile, raw(six).replace(b"\n", b"\r\n"))], "raw-blank-in-byte": [text(profile, b"\n\n\n4 5" + digits[2:])],
        "raw-line-each": [text(profile, b"\n\n\n" + b"\n".join(digits[i:i + 1] for i in range(len(digits))))],
        "raw-empty": [text(profile, b"")], "raw-empty-and-xmp": [text(profile, b""), itext(xmp(b"6"))],
        "raw-and-exif": [text(profile, raw(six)), exif(turned(3))], "raw-and-exif-without": [text(profile, raw(six)), exif(none)],
        "raw-and-xmp": [text(profile, raw(six)), itext(xmp(b"3"))], "raw-without-and-xmp": [text(profile, raw(none)), itext(xmp(b"6"))],
        "raw-twice": [text(profile, raw(six)), text(profile, raw(turned(3)))], "raw-method-1": [ztext(profile, raw(six), 1)],
        "raw-damaged": [(b"zTXt", ztext(profile, raw(six))[1][:30] + b"\xff\xff\xff")],
        "raw-then-damaged": [ztext(profile, raw(six)), (b"zTXt", ztext(profile, raw(six))[1][:30] + b"\xff\xff\xff")],
        "raw-keyless": [(b"tEXt", profile)], "raw-junk": [text(profile, raw(b"junk, and more of it"))],
        "raw-bomb": [ztext(profile, raw(six) + b"\n" * (2 << 20))],
        "exif-text": [text(b"exif", six)], "exif-text-without-prefix": [text(b"exif", turned(6))],
        "exif-text-compressed": [ztext(b"exif", six)], "exif-text-empty": [ztext(b"exif", b""), itext(xmp(b"6"))],
        "exif-text-then-exif": [text(b"exif", six), exif(turned(3))], "exif-then-text": [exif(turned(3)), text(b"exif", six)],
        "comment-method-1": [ztext(b"Comment", b"x", 1)],
    }
    for name, chunks in before.items():
        yield "png-" + name, png(chunks)
    around = {
        "exif-behind": ([], [exif(turned(6))]), "exif-twice-behind": ([], [exif(turned(6)), exif(turned(3))]),
        "exif-before-and-behind": ([exif(turned(6))], [exif(turned(3))]), "exif-without-and-behind": ([exif(none)], [exif(turned(3))]),
        "xmp-behind": ([], [itext(xmp(b"6"))]), "xmp-before-and-behind": ([itext(xmp(b"6"))], [itext(xmp(b"3"))]),
        "exif-without-xmp-behind": ([exif(none)], [itext(xmp(b"6"))]), "xmp-exif-behind": ([itext(xmp(b"6"))], [exif(turned(3))]),
        "raw-behind": ([], [ztext(profile, raw(six))]), "raw-exif-behind": ([text(profile, raw(six))], [exif(turned(3))]),
        "exif-text-behind": ([exif(turned(3))], [text(b"exif", six)]),
    }
    for name, (first, second) in around.items():
        yield "png-" + name, png(first, second)


METHODS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # of Image.transpose
upright = {1: picture, **{orientation: picture.transpose(method) for orientation, method in METHODS.items()}}
with open("orientation.tsv", "w", encoding="ascii") as out:
    for name, file in rows():
        try:
            turned = ImageOps.exif_transpose(Image.open(io.BytesIO(file))).convert("RGB")
            result = next(o for o, p in upright.items() if p.size == turned.size and p.tobytes() == turned.tobytes())
        except Exception:
            result = "refused"
        out.write(f"{name}\t{base64.b64encode(file).decode()}\t{result}\n")
