import { describe, expect, it } from 'vitest';
import { checkDetailTexts } from '../../../lib/fields/micr/cash-letter.ts';
import { micrFields } from '../../../lib/fields/micr/micr-fields.ts';
import { micrLine } from './micr-line.ts';

function detail(text: string) {
  const { meaning } = micrFields(micrLine(text), 0);
  return meaning && checkDetailTexts(meaning);
}

describe('checkDetailTexts', () => {
  it('has the fields of a business cheque', () => {
    expect(detail('C001234C4A111000025A12D3456C78B0000012345B')).toEqual({
      AuxiliaryOnUs: '001234',
      ExternalProcessingCode: '4',
      PayorBankRoutingNumber: '11100002',
      PayorBankCheckDigit: '5',
      OnUs: '12-3456/78',
      ItemAmount: '0000012345',
      MICRValidIndicator: '1',
      CorrectionIndicator: '0',
    });
  });

  it('says what was not read, what is missing, and what was repaired', () => {
    expect(detail('A111000025A1234?6C0101')).toMatchObject({ OnUs: '1234*6/0101', MICRValidIndicator: '3' });
    expect(detail('A111000025A')).toMatchObject({ MICRValidIndicator: '2', CorrectionIndicator: '0' });
    expect(detail('A1110000??A')).toMatchObject({
      PayorBankRoutingNumber: '1110000*',
      MICRValidIndicator: '4',
    });
    expect(detail('A1110000?5A123456C0101')).toMatchObject({
      PayorBankRoutingNumber: '11100002',
      MICRValidIndicator: '1',
      CorrectionIndicator: '2',
    });
  });

  it('has no check digit for an older routing number', () => {
    expect(detail('A1110D0002A123456C0101')).toMatchObject({
      PayorBankRoutingNumber: '11100002',
      PayorBankCheckDigit: '',
    });
  });

  it('is of the US alone', () => {
    expect(detail('C100001C20D3040A12345678C02')).toBeUndefined();
  });
});
