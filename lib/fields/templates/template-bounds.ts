/** Every limit on a template, with its unit, in one place. They keep a template from anywhere cheap to read and to try. */

/** Bytes of one template's file; the ones that ship with the project have 2 to 10 thousand. */
export const MAX_TEMPLATE_BYTES = 256 * 1024;
/** Templates that are tried on one page. */
export const MAX_TEMPLATES = 200;
/** Pages of one template. */
export const MAX_TEMPLATE_PAGES = 20;
/** Units of length along a page's side. */
export const MAX_PAGE_SIZE = 100_000;
/** Fields of one page. */
export const MAX_FIELDS = 300;
/** Anchors of one page. */
export const MAX_ANCHORS = 60;
/** Zones of one field: a date in three combs has three. */
export const MAX_ZONES = 8;
/** Cells of one comb. */
export const MAX_CELLS = 60;
/** White between the cells of one comb, in shares of the distance from one to the next. */
export const MAX_CELL_GAP = 0.8;
/** Rows of writing in one zone: they are tried against each other in every combination. */
export const MAX_ROWS = 20;
/** Characters of one field. */
export const MAX_FIELD_LENGTH = 120;
/** Beginnings of routing numbers that one template is for. */
export const MAX_ROUTINGS = 200;
/** Rules of one template. */
export const MAX_RULES = 200;
/** Fields that one rule names. */
export const MAX_RULE_TERMS = 50;
/** Characters of a name, of a title and of a rule. */
export const MAX_NAME_LENGTH = 64;
export const MAX_TITLE_LENGTH = 200;
export const MAX_RULE_LENGTH = 2_000;
/** A zone that is told from an anchor lies within so many of the anchor's widths and heights. */
export const MAX_ANCHOR_REACH = 100;
/** Mistakes that one refusal lists. */
export const MAX_LISTED_MISTAKES = 10;
