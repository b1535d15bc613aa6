/** First and last position of each field of a record, counted from 1 as the standard counts them. */
export type Layout = Readonly<Record<string, readonly [first: number, last: number]>>;

/**
 * The records that are read, with the names and positions of X9.100-187 and of its forerunner DSTU X9.37, which agree
 * in all that is read here. The open reader of both is moov-io/imagecashletter.
 */
export const LAYOUTS = {
  /** File header. */
  '01': {
    StandardLevel: [3, 4],
    TestFileIndicator: [5, 5],
    ImmediateDestination: [6, 14],
    ImmediateOrigin: [15, 23],
    FileCreationDate: [24, 31],
    FileCreationTime: [32, 35],
    ResendIndicator: [36, 36],
    ImmediateDestinationName: [37, 54],
    ImmediateOriginName: [55, 72],
    FileIDModifier: [73, 73],
    CountryCode: [74, 75],
  },
  /** Cash letter header. */
  '10': {
    CollectionTypeIndicator: [3, 4],
    DestinationRoutingNumber: [5, 13],
    ECEInstitutionRoutingNumber: [14, 22],
    BusinessDate: [23, 30],
    CreationDate: [31, 38],
    CreationTime: [39, 42],
    RecordTypeIndicator: [43, 43],
    DocumentationTypeIndicator: [44, 44],
    CashLetterID: [45, 52],
  },
  /** Bundle header. */
  '20': {
    CollectionTypeIndicator: [3, 4],
    DestinationRoutingNumber: [5, 13],
    ECEInstitutionRoutingNumber: [14, 22],
    BundleBusinessDate: [23, 30],
    BundleCreationDate: [31, 38],
    BundleID: [39, 48],
    BundleSequenceNumber: [49, 52],
  },
  /** Check detail. */
  '25': {
    AuxiliaryOnUs: [3, 17],
    ExternalProcessingCode: [18, 18],
    PayorBankRoutingNumber: [19, 26],
    PayorBankCheckDigit: [27, 27],
    OnUs: [28, 47],
    ItemAmount: [48, 57],
    ECEInstitutionItemSequenceNumber: [58, 72],
    DocumentationTypeIndicator: [73, 73],
    ReturnAcceptanceIndicator: [74, 74],
    MICRValidIndicator: [75, 75],
    BOFDIndicator: [76, 76],
    AddendumCount: [77, 78],
    CorrectionIndicator: [79, 79],
    ArchiveTypeIndicator: [80, 80],
  },
  /** Return. */
  '31': {
    PayorBankRoutingNumber: [3, 10],
    PayorBankCheckDigit: [11, 11],
    OnUs: [12, 31],
    ItemAmount: [32, 41],
    ReturnReason: [42, 42],
    AddendumCount: [43, 44],
    ECEInstitutionItemSequenceNumber: [54, 68],
    ExternalProcessingCode: [69, 69],
  },
  /** Return addendum B. */
  '33': { PayorBankName: [3, 20], AuxiliaryOnUs: [21, 35] },
  /** Image view detail. */
  '50': {
    ImageIndicator: [3, 3],
    ImageCreatorRoutingNumber: [4, 12],
    ImageCreatorDate: [13, 20],
    ImageViewFormatIndicator: [21, 22],
    ImageViewCompressionAlgorithm: [23, 24],
    ImageViewDataSize: [25, 31],
    ViewSideIndicator: [32, 32],
    ViewDescriptor: [33, 34],
    DigitalSignatureIndicator: [35, 35],
  },
  /** Image view data, as far as it is fixed; a reference key, a signature and the image follow, each behind its length. */
  '52': {
    ECEInstitutionRoutingNumber: [3, 11],
    BundleBusinessDate: [12, 19],
    CycleNumber: [20, 21],
    ECEInstitutionItemSequenceNumber: [22, 36],
    ClippingOrigin: [85, 85],
    LengthImageReferenceKey: [102, 105],
  },
  /** Credit, where the parties agreed to send deposit slips along. */
  '61': { ItemAmount: [48, 57] },
  /** Credit item. */
  '62': { ItemAmount: [48, 61] },
  /** Bundle control. */
  '70': {
    BundleItemsCount: [3, 6],
    BundleTotalAmount: [7, 18],
    MICRValidTotalAmount: [19, 30],
    BundleImagesCount: [31, 35],
    CreditTotalIndicator: [56, 56],
  },
  /** Cash letter control. */
  '90': {
    CashLetterBundleCount: [3, 8],
    CashLetterItemsCount: [9, 16],
    CashLetterTotalAmount: [17, 30],
    CashLetterImagesCount: [31, 39],
    ECEInstitutionName: [40, 57],
    SettlementDate: [58, 65],
    CreditTotalIndicator: [66, 66],
  },
  /** File control. */
  '99': {
    CashLetterCount: [3, 8],
    TotalRecordCount: [9, 16],
    TotalItemCount: [17, 24],
    FileTotalAmount: [25, 40],
    CreditTotalIndicator: [65, 65],
  },
} as const satisfies Readonly<Record<string, Layout>>;

export type LaidOutType = keyof typeof LAYOUTS;

/** Records that may stand in a file and say nothing that is read here. */
export const PASSED_OVER_TYPES: readonly string[] = [
  '26', // check detail addendum A
  '27', // check detail addendum B
  '28', // check detail addendum C
  '32', // return addendum A
  '34', // return addendum C
  '35', // return addendum D
  '40', // account totals, until 2008
  '41', // non-hit totals, until 2008
  '54', // image view analysis
  '68', // user record
  '75', // box summary
  '85', // routing number summary
];

/** Bytes of a record, but for those that say their own length. */
export const RECORD_BYTES = 80;
/** Bytes of record 52 before what varies in length. */
export const IMAGE_DATA_FIXED_BYTES = 105;
