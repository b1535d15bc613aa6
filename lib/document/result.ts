import * as z from 'zod/mini';

/** Result v1: one JSON document for each input document. The schema is the type; docs/result-v1.schema.json is made from it. */

export const RESULT_SCHEMA_VERSION = 1;

const fraction = z.number().check(z.minimum(0), z.maximum(1));
const pixels = z.number().check(z.minimum(0));

/** Pixels of the source page as it was delivered, before any turning or deskewing. */
const boxSchema = z.readonly(z.object({ x: pixels, y: pixels, width: pixels, height: pixels }));

const alternativeSchema = z.readonly(z.object({ text: z.string(), probability: fraction }));

const glyphReadingSchema = z.readonly(
  z.object({
    text: z.string(),
    box: boxSchema,
    probability: fraction,
    /** The next-best characters, best first. */
    alternatives: z.readonly(z.array(alternativeSchema)),
  }),
);

const numberReadingSchema = z.readonly(
  z.object({
    /** Its digits. */
    text: z.string(),
    /** The digits with the separators between them (`12/03/2014`, `1,23,456.00`), where any were read. */
    written: z.optional(z.string()),
    box: boxSchema,
    /** Calibrated probability that the whole string is right. */
    confidence: fraction,
    kind: z.enum(['handwritten', 'printed', 'micr']),
    glyphs: z.readonly(z.array(glyphReadingSchema)),
  }),
);

const micrLineSchema = z.readonly(
  z.object({
    script: z.enum(['e13b', 'cmc7']),
    /**
     * E-13B: digits and A transit, B amount, C on-us, D dash. CMC-7: digits and F to J for its five symbols SI to SV: F slanted
     * bars, G steps, H two rows of bars, I a gable, J bars and dots. `?` where a character stands that could not be read.
     */
    text: z.string(),
    box: boxSchema,
    /** Calibrated probability that the whole line is right. */
    confidence: fraction,
    glyphs: z.readonly(z.array(glyphReadingSchema)),
  }),
);

const pageResultSchema = z.readonly(
  z.object({
    /** From 0, in the document's order. */
    index: z.int().check(z.minimum(0)),
    width: z.int(),
    height: z.int(),
    dpi: z.number(),
    dpiSource: z.enum(['metadata', 'estimated']),
    /** Degrees clockwise by which the page was turned to stand upright. */
    turned: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
    /** Degrees clockwise by which the upright page was found to lean, to a tenth. */
    skew: z.number(),
    quality: z.readonly(z.array(z.enum(['bitonal', 'low-resolution', 'low-contrast', 'blank', 'crowded']))),
    numbers: z.readonly(z.array(numberReadingSchema)),
    /** Lines of magnetic ink characters; left out where there is none. */
    micr: z.optional(z.readonly(z.array(micrLineSchema))),
  }),
);

const reasonSchema = z.readonly(
  z.object({
    code: z.string(),
    /** From 0; left out when the reason is about the whole document. */
    page: z.optional(z.int()),
    /** The name of the field that the reason is about. */
    field: z.optional(z.string()),
    /** The check of a cash letter that the reason is about, from 1. */
    item: z.optional(z.int()),
    message: z.optional(z.string()),
  }),
);

const acceptanceSchema = z.readonly(
  z.object({
    /** Share of wrong strings among the accepted that the caller can live with. */
    maxMisread: fraction,
    /** Lowest confidence that is accepted. */
    threshold: fraction,
    /** Misread rate that validation showed this threshold to keep; left out where it showed none. */
    shown: z.optional(fraction),
  }),
);

const evidenceSchema = z.readonly(
  z.object({
    /** Which grammar, checksum or comparison was applied, by its name in docs/result-format.md. */
    rule: z.string(),
    held: z.boolean(),
    /** A character was put right by this rule. */
    repaired: z.optional(z.boolean()),
  }),
);

const moneySchema = z.readonly(
  z.object({
    /** Cents, paise: never a fraction. */
    minorUnits: z.int(),
    /** ISO 4217. */
    currency: z.string(),
  }),
);

const fieldSchema = z.readonly(
  z.object({
    kind: z.enum(['micr', 'routing', 'serial', 'account', 'code', 'amount', 'date', 'digits']),
    /** What stands there, as it was read: `2,70,000/-`. */
    raw: z.string(),
    /**
     * Its meaning: money for an amount, ISO 8601 for a date, the parts of a MICR line by their names, else the digits; null
     * where what stands there has none.
     */
    value: z.union([z.null(), z.string(), moneySchema, z.readonly(z.record(z.string(), z.string()))]),
    /** Where it stands; left out for what was taken from another field. */
    page: z.optional(z.int()),
    box: z.optional(boxSchema),
    /** Calibrated probability that the value is right. */
    confidence: fraction,
    threshold: fraction,
    decision: z.enum(['accept', 'review']),
    evidence: z.readonly(z.array(evidenceSchema)),
    /** The next-best readings, best first. */
    alternatives: z.optional(z.readonly(z.array(alternativeSchema))),
  }),
);

const itemIdentitySchema = z.readonly(
  z.object({
    /** From 1, in the file's order. */
    number: z.int().check(z.minimum(1)),
    /** ECEInstitutionItemSequenceNumber of the record. */
    sequence: z.string(),
  }),
);

const imageIntegritySchema = z.readonly(
  z.object({
    /** By its name in X9.100-187. */
    field: z.string(),
    /** What the record says; empty where it is blank. */
    record: z.string(),
    /** What the image shows, empty where it shows that there is nothing; null where it could not be read. */
    image: z.nullable(z.string()),
    /** Null where it cannot be said: the image, or a character on either side, could not be read. */
    agrees: z.nullable(z.boolean()),
    /** Calibrated probability that the image was read right. */
    confidence: z.optional(fraction),
  }),
);

const fieldNamesSchema = z.readonly(z.array(z.string()));

const cashLetterItemSchema = z.readonly(
  z.object({
    number: z.int().check(z.minimum(1)),
    sequence: z.string(),
    kind: z.enum(['check', 'return']),
    /** Where the result of this check lies, in the same bucket or folder as this one. */
    resultKey: z.string(),
    status: z.enum(['accepted', 'review', 'rejected']),
    /** Codes of its reasons, each once. */
    reasons: z.readonly(z.array(z.string())),
    /** Names of the record's fields by what became of the comparison; what they hold is in the check's own result. */
    imageIntegrity: z.readonly(
      z.object({ agree: fieldNamesSchema, differ: fieldNamesSchema, unread: fieldNamesSchema }),
    ),
  }),
);

const cashLetterSchema = z.readonly(
  z.object({
    encoding: z.enum(['ascii', 'ebcdic']),
    framing: z.enum(['length-prefixed', 'lines']),
    /** 03 for DSTU X9.37, 30 and more for X9.100-187. */
    standardLevel: z.string(),
    records: z.int(),
    cashLetters: z.int(),
    bundles: z.int(),
    /** Deposit slips and the like, which are counted and not read. */
    credits: z.int(),
    items: z.readonly(z.array(cashLetterItemSchema)),
    /** Counts and totals of control records that are not what stands in the file. */
    differences: z.readonly(
      z.array(
        z.readonly(
          z.object({
            /** Number of the control record, from 1. */
            record: z.int(),
            /** By its name in X9.100-187. */
            field: z.string(),
            stated: z.string(),
            counted: z.string(),
          }),
        ),
      ),
    ),
  }),
);

export const resultSchema = z.readonly(
  z.object({
    schemaVersion: z.literal(RESULT_SCHEMA_VERSION),
    document: z.readonly(
      z.object({
        /** The bucket, or the folder's own name. */
        container: z.string(),
        key: z.string(),
        versionId: z.optional(z.string()),
        /** Of the bytes of the document; of an item of a cash letter, those of its image. */
        sha256: z.string(),
        kind: z.enum(['png', 'jpeg', 'tiff', 'pdf', 'x937', 'unknown']),
        /** Which check of the cash letter under `key` this is; left out for a document of its own. */
        item: z.optional(itemIdentitySchema),
      }),
    ),
    status: z.enum(['accepted', 'review', 'rejected']),
    reasons: z.readonly(z.array(reasonSchema)),
    /** Which numbers were accepted; left out when the document was rejected. */
    acceptance: z.optional(acceptanceSchema),
    pages: z.readonly(z.array(pageResultSchema)),
    fields: z.readonly(z.record(z.string(), fieldSchema)),
    /** Of a cheque whose bank, account, serial number and amount were read: equal for two pictures of it, lower-case hex. */
    presentment: z.optional(z.string()),
    /** Of a check of a cash letter: its image held against its record. */
    imageIntegrity: z.optional(z.readonly(z.array(imageIntegritySchema))),
    /** Of a cash letter: what it holds; it has no pages of its own. */
    cashLetter: z.optional(cashLetterSchema),
    model: z.readonly(z.object({ version: z.string(), sha256: z.string() })),
  }),
);

export type AlternativeReading = z.infer<typeof alternativeSchema>;
export type GlyphReading = z.infer<typeof glyphReadingSchema>;
export type NumberReading = z.infer<typeof numberReadingSchema>;
export type NumberKind = NumberReading['kind'];
export type PageResult = z.infer<typeof pageResultSchema>;
export type PageQuality = PageResult['quality'][number];
export type QuarterTurn = PageResult['turned'];
export type AcceptanceRule = z.infer<typeof acceptanceSchema>;
export type Reason = z.infer<typeof reasonSchema>;
export type MicrLine = z.infer<typeof micrLineSchema>;
export type MicrScript = MicrLine['script'];
export type Evidence = z.infer<typeof evidenceSchema>;
export type Money = z.infer<typeof moneySchema>;
export type Field = z.infer<typeof fieldSchema>;
export type FieldKind = Field['kind'];
export type Result = z.infer<typeof resultSchema>;
export type ImageIntegrity = z.infer<typeof imageIntegritySchema>;
export type CashLetterResult = z.infer<typeof cashLetterSchema>;
export type CashLetterItemResult = z.infer<typeof cashLetterItemSchema>;
/** What a file that is read may be. */
export type InputKind = Exclude<Result['document']['kind'], 'unknown'>;
/** What a document with pages may be: a cash letter is a batch of such documents. */
export type DocumentKind = Exclude<InputKind, 'x937'>;
export type ResultStatus = Result['status'];
