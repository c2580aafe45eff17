// ZipKit.swift — what this target is. Archives written through libzip, and read by a pass stricter than any library's.
//
//     writing   ZipWriter ── ZipFeed (one entry's bytes) ── libzip ── ZipSink (the file)
//     reading   ZipReader ── StrictPass (every header, every byte accounted for) ── Inflater (zlib) ── the caller
//
// The two agree on one profile: entries tile the file, both headers of an entry say the same, and no field is free.
// Archives of other tools are refused even where they are harmless, since what can be written in two ways can be read in
// two ways. ZipFormat holds the profile's constants, StrictPass its rules, ZipNames those of names, ZipFlaw the refusals.
