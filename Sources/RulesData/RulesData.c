#include "RulesData.h"

static const unsigned char rules[] = {
#embed "../../rules.json"
};

const unsigned char *stance_rules_bytes(void) { return rules; }
size_t stance_rules_count(void) { return sizeof rules; }
