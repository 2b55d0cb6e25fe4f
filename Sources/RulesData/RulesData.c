#include "RulesData.h"

static const unsigned char rules[] = {
#embed "../../rules.json"
};

const unsigned char *stance_rules_bytes(void) { return rules; }
size_t stance_rules_count(void) { return sizeof rules; }

#ifdef STANCE_SNAPSHOT
// Numbers of eight bytes lie in it at places of their own.
_Alignas(16) static const unsigned char snapshot[] = {
#embed STANCE_SNAPSHOT
};

const unsigned char *stance_snapshot_bytes(void) { return snapshot; }
size_t stance_snapshot_count(void) { return sizeof snapshot; }
#else
const unsigned char *stance_snapshot_bytes(void) { return 0; }
size_t stance_snapshot_count(void) { return 0; }
#endif
