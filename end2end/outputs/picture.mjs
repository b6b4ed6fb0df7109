// What kind of picture some bytes are and how large, read from the bytes: what is said of them is what is tested.

/** `{ type, width, height }` of a JPEG or PNG; nothing for other bytes. */
export function pictureOf(bytes) {
	const all = Buffer.from(bytes);
	if (all.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return jpeg(all);
	if (all.subarray(0, 8).toString("latin1") === "\x89PNG\r\n\x1a\n" && all.length >= 24) {
		return { type: "image/png", width: all.readUInt32BE(16), height: all.readUInt32BE(20) };
	}
	return undefined;
}

/** The size stands in the start-of-frame segment, after any number of others. */
function jpeg(all) {
	let at = 2;
	while (at + 9 < all.length && all[at] === 0xff) {
		const marker = all[at + 1];
		// C4, C8 and CC are tables, not frames.
		const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (frame) return { type: "image/jpeg", height: all.readUInt16BE(at + 5), width: all.readUInt16BE(at + 7) };
		at += marker === 0xff ? 1 : 2 + all.readUInt16BE(at + 2);
	}
	return undefined;
}
