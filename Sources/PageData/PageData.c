#include "PageData.h"

static const unsigned char page_css[] = {
#embed "page.css"
};
static const unsigned char article_css[] = {
#embed "article.css"
};
static const unsigned char article_js[] = {
#embed "article.js"
};
static const unsigned char report_css[] = {
#embed "report.css"
};
static const unsigned char report_js[] = {
#embed "report.js"
};

static const struct {
  const unsigned char *bytes;
  size_t count;
} parts[] = {
    [STANCE_PAGE_CSS] = {page_css, sizeof page_css},
    [STANCE_ARTICLE_CSS] = {article_css, sizeof article_css},
    [STANCE_ARTICLE_JS] = {article_js, sizeof article_js},
    [STANCE_REPORT_CSS] = {report_css, sizeof report_css},
    [STANCE_REPORT_JS] = {report_js, sizeof report_js},
};

const unsigned char *stance_page_bytes(stance_page_part part) { return parts[part].bytes; }
size_t stance_page_count(stance_page_part part) { return parts[part].count; }
