#ifndef STANCE_RULES_DATA_H
#define STANCE_RULES_DATA_H

#include <stddef.h>

// The bytes of the rules.json at the root of the package, embedded at build time.
const unsigned char *stance_rules_bytes(void);
size_t stance_rules_count(void);

#endif
