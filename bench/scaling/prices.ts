/** List prices in US dollars, us-east-1, first tier, as of November 2026 (docs/scaling.md says where each comes from). */
export const PRICES = {
  lambdaGbSecond: { x86_64: 0.0000166667, arm64: 0.0000133334 },
  lambdaRequest: 0.2 / 1e6,
  s3Put: 0.005 / 1e3,
  s3Get: 0.0004 / 1e3,
  sqsRequest: 0.4 / 1e6,
  eventBridgeEvent: 1 / 1e6,
  kmsRequest: 0.03 / 1e4,
  logsGb: 0.5,
  xrayTrace: 5 / 1e6,
} as const;

/** What others ask for a thousand pages. */
export const PEERS_PER_THOUSAND: Readonly<Record<string, number>> = {
  'Amazon Textract, text only (DetectDocumentText)': 1.5,
  'Amazon Textract, queries': 15,
  'Amazon Textract, forms (AnalyzeDocument)': 50,
  'Azure AI Document Intelligence, text only (Read)': 1.5,
  'Azure AI Document Intelligence, prebuilt models, US bank checks among them': 10,
};
