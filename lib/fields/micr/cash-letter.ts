import type { RecordTexts } from '../image-integrity.ts';
import type { MicrMeaning } from './micr-meaning.ts';

/** What record 25 of a cash letter (X9.100-187) says of a MICR line. */
export interface CheckDetailTexts extends RecordTexts {
  /** 1 good, 2 good with a field missing, 3 with a character that could not be read, 4 both. */
  readonly MICRValidIndicator: '1' | '2' | '3' | '4';
  /** 0 nothing was repaired, 2 repaired without an operator; 1, 3 and 4 are for what others did. */
  readonly CorrectionIndicator: '0' | '2';
}

/**
 * A US line by the names of X9.100-187: in on-us fields `/` for the on-us symbol and `-` for a dash, `*` for a character that
 * could not be read, amounts in cents. An older routing number of eight digits and a dash has no check digit.
 * Undefined for a line that is not of the US.
 */
export function checkDetailTexts({ country, parts, evidence }: MicrMeaning): CheckDetailTexts | undefined {
  if (country !== 'US') return undefined;
  const { auxiliaryOnUs = '', externalProcessingCode = '', routing = '', onUs = '', amount = '' } = parts;
  const texts = {
    AuxiliaryOnUs: signs(auxiliaryOnUs),
    ExternalProcessingCode: signs(externalProcessingCode),
    PayorBankRoutingNumber: signs(routing.slice(0, 8)),
    PayorBankCheckDigit: signs(routing.slice(8)),
    OnUs: signs(onUs),
    ItemAmount: signs(amount),
  };
  const missing = routing === '' || onUs === '';
  const unread = Object.values(texts).some((text) => text.includes('*'));
  return {
    ...texts,
    MICRValidIndicator: unread ? (missing ? '4' : '3') : missing ? '2' : '1',
    CorrectionIndicator: evidence.some(({ repaired }) => repaired === true) ? '2' : '0',
  };
}

function signs(text: string): string {
  return text.replaceAll('C', '/').replaceAll('D', '-').replaceAll('?', '*');
}
