import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Assets } from '../compose.ts';
import type { ScheduleRow } from '../domain/asset-schedule.ts';
import { plusMonths } from '../domain/months.ts';
import { POSITION_NAMES, writeScheduleCsv } from '../domain/schedule-csv.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/reports.ts';
import { readSchedule } from '../usecases/read-schedule.ts';

function viewRow(row: ScheduleRow, currency: string) {
  const money = (minor: bigint) => formatMinor(minor, currency);
  return {
    costOpening: money(row.costOpeningMinor),
    additions: money(row.additionsMinor),
    disposals: money(row.disposalsMinor),
    transfers: money(row.transfersMinor),
    costClosing: money(row.costClosingMinor),
    depreciationOpening: money(row.depreciationOpeningMinor),
    depreciationOfYear: money(row.depreciationOfYearMinor),
    writeUps: money(row.writeUpsMinor),
    depreciationOnDisposals: money(row.depreciationOnDisposalsMinor),
    depreciationOnTransfers: money(row.depreciationOnTransfersMinor),
    depreciationClosing: money(row.depreciationClosingMinor),
    bookValueClosing: money(row.bookValueClosingMinor),
    bookValuePrior: money(row.bookValuePriorMinor),
  };
}

interface ScheduleQuery {
  readonly fiscalYear: number;
  readonly through?: string | undefined;
}

/** Reports over the register and the ledger. */
export function reportBindings(assets: Assets): readonly Binding[] {
  async function read(companyId: string, { fiscalYear, through }: ScheduleQuery) {
    const company = await companyOf(assets.books, companyId);
    const first = `${fiscalYear}-${company.fiscalYearStart.slice(0, 2)}`;
    if (through !== undefined && (through < first || through > plusMonths(first, 11))) {
      const detail = `${through} is no month of fiscal year ${fiscalYear}.`;
      throw refuse('assets.invalid-run', detail, { errors: [{ pointer: '/through', detail }] });
    }
    return { company, schedule: await readSchedule(assets, company, fiscalYear, through) };
  }
  return [
    on(routes.getAssetSchedule, async ({ params, query }) => {
      const { company, schedule } = await read(params.companyId, query);
      const { currency, language } = company;
      const { positions, total, accounts, ...rest } = schedule;
      const money = (minor: bigint) => formatMinor(minor, currency);
      const sum = (name: 'differenceMinor' | 'unbookedMinor') =>
        money(accounts.reduce((all, account) => all + account[name], 0n));
      return ok({
        fiscalYear: query.fiscalYear,
        ...rest,
        currency,
        positions: [...positions].map(([position, row]) => {
          return {
            position,
            name: POSITION_NAMES[position]?.[language] ?? position,
            ...viewRow(row, currency),
          };
        }),
        total: viewRow(total, currency),
        accounts: accounts.map((one) => ({
          account: one.account,
          name: one.name,
          cost: money(one.costMinor),
          accumulatedDepreciation: money(one.accumulatedMinor),
          bookValue: money(one.bookValueMinor),
          ledgerBalance: money(one.ledgerMinor),
          difference: money(one.differenceMinor),
          unbooked: money(one.unbookedMinor),
        })),
        difference: sum('differenceMinor'),
        unbooked: sum('unbookedMinor'),
      });
    }),
    on(routes.getAssetScheduleCsv, async ({ params, query }) => {
      const { company, schedule } = await read(params.companyId, query);
      return ok(writeScheduleCsv(schedule.positions, schedule.total, company));
    }),
  ];
}
