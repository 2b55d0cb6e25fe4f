#ifndef STANCE_PAGE_DATA_H
#define STANCE_PAGE_DATA_H

#include <stddef.h>

// The style sheets and scripts of the pages that `stance` writes, embedded at build time.
typedef enum {
  STANCE_PAGE_CSS,
  STANCE_ARTICLE_CSS,
  STANCE_ARTICLE_JS,
  STANCE_REPORT_CSS,
  STANCE_REPORT_JS,
} stance_page_part;

const unsigned char *stance_page_bytes(stance_page_part part);
size_t stance_page_count(stance_page_part part);

#endif
