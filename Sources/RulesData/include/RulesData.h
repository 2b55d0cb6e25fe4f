#ifndef STANCE_RULES_DATA_H
#define STANCE_RULES_DATA_H

#include <stddef.h>

// The bytes of the rules.json at the root of the package, embedded at build time.
const unsigned char *stance_rules_bytes(void);
size_t stance_rules_count(void);

// What their compilation gives; nothing unless the build was told of a file with that.
const unsigned char *stance_snapshot_bytes(void);
size_t stance_snapshot_count(void);

#endif
