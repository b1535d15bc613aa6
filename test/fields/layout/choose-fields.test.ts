import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../lib/fields/field-reading.ts';
import type { FoundZone } from '../../../lib/fields/layout/cheque-look.ts';
import {
  type ByField,
  type ChosenFields,
  chooseFields,
  type KnownFields,
  openPlaces,
} from '../../../lib/fields/layout/choose-fields.ts';
import { type ReadZone, zoneScore } from '../../../lib/fields/layout/choose-zones.ts';
import { box } from './cheques.ts';

const KNOWN: KnownFields = { ofLine: {}, repeatsAccount: false, customs: { DMY: 1, MDY: 1, YMD: 1 } };

const place = (x: number, score: number): FoundZone => ({ box: box(x, 0, 100, 20), score });

function read(x: number, score: number, field: Partial<FieldReading> = {}): ReadZone {
  const zone = place(x, score);
  return {
    zone,
    field: {
      kind: 'code',
      raw: '12345678',
      value: '12345678',
      confidence: 0.9,
      box: zone.box,
      evidence: [],
      ...field,
    },
  };
}

const date = (x: number, score: number) =>
  read(x, score, { kind: 'date', raw: '12/05/2016', value: '2016-05-12' });
const amount = (x: number, score: number) =>
  read(x, score, { kind: 'amount', raw: '1,200', value: { minorUnits: 120_000, currency: 'USD' } });

function all<Zone>(zones: Partial<ByField<Zone>>): ByField<Zone> {
  return { amounts: [], dates: [], accounts: [], ...zones };
}

describe('chooseFields', () => {
  it('takes the likeliest place of each field', () => {
    const [usual, other] = [amount(0, 2), amount(200, 1)];
    const chosen = chooseFields(
      all({ amounts: [usual, other], dates: [date(400, 1)], accounts: [read(600, 0)] }),
      KNOWN,
    );
    expect([chosen.amount, chosen.date?.zone.box.x, chosen.account?.zone.box.x]).toEqual([usual, 400, 600]);
  });

  it('takes nothing for the amount or the account that is surely a date, and nothing for any that is the serial number', () => {
    const zones = all({
      amounts: [amount(0, 2), amount(200, 1)],
      dates: [date(0, 3)],
      accounts: [read(0, 2), read(600, 1)],
    });
    const chosen = chooseFields(zones, KNOWN);
    expect([chosen.amount?.zone.box.x, chosen.account?.zone.box.x]).toEqual([200, 600]);
    const { field: serial } = read(200, 0);
    expect(chooseFields(zones, { ...KNOWN, serial }).amount).toBeUndefined();
  });

  it('takes no number for the account that has the serial number of the MICR line in it, or is another than its account', () => {
    const accounts = [read(0, 2), read(200, 1, { raw: '90000001', value: '90000001' })];
    const { field } = read(900, 0, { value: '345678' });
    const ofSerial = chooseFields(all({ accounts }), { ...KNOWN, ofLine: { serial: field } });
    expect(ofSerial.account?.zone.box.x).toBe(200);
    const { field: account } = read(900, 0, { value: '90000002' });
    const repeated = chooseFields(all({ accounts }), {
      ...KNOWN,
      ofLine: { account },
      repeatsAccount: true,
    });
    expect(repeated.account?.zone.box.x).toBe(200);
  });

  it('says that an account may be a part of a longer number only', () => {
    const accounts = [read(0, 2), read(20, 0, { raw: '9912345678', value: null })];
    expect(chooseFields(all({ accounts }), KNOWN).account?.field.evidence).toContainEqual({
      rule: 'whole-number',
      held: false,
    });
  });
});

describe('openPlaces', () => {
  const chosen: ChosenFields = { amount: amount(0, 2), date: date(200, 2), account: read(400, 2) };
  const least = zoneScore(chosen.amount!);

  it('are those that the layout alone makes likelier than what was chosen', () => {
    const unread = all({
      amounts: [place(800, least + 0.01), place(800, least - 0.01)],
      dates: [place(800, 3), place(800, 1)],
      accounts: [place(800, 3), place(800, 1)],
    });
    const open = openPlaces(unread, chosen);
    expect(open.amounts).toEqual([unread.amounts[0]]);
    expect(open.dates).toEqual([unread.dates[0]]);
    expect(open.accounts).toEqual([unread.accounts[0]]);
  });

  it('are all of a field for which nothing was chosen', () => {
    const unread = all({ amounts: [place(0, -9)], dates: [place(0, -9)], accounts: [place(0, -9)] });
    expect(openPlaces(unread, {})).toEqual(unread);
  });

  it('are those with the ink of an account', () => {
    const low = [place(0, -9), place(400, -9), place(800, -9)];
    const open = openPlaces(all({ amounts: low, dates: low, accounts: low }), chosen);
    expect(open.amounts).toEqual([]);
    expect(open.dates).toEqual([]);
    expect(open.accounts.map((zone) => zone.box.x)).toEqual([400]);
  });
});
