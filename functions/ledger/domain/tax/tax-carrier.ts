import { kindOfAccount, toChartNumber } from '../account-number.ts';
import type { ChartAccount, ChartName } from '../charts/chart-account.ts';
import { automaticAccountCovering, chartAccount } from '../charts/charts.ts';

/** How an account looks to the tax rules. */
export interface PostedAccount {
  readonly number: string;
  /** What the chart knows of it; for an account of the company's own the Automatikkonto whose range it is in. */
  readonly chartAccount: ChartAccount | undefined;
  /** How much it is the kind of account that a tax key refers to; 0: never. */
  readonly carrierRank: number;
}

/** Positions whose accounts are settled in money and never carry the tax of a supply: receivables, cash, trade and tax debts. */
const NEVER = ['A.B.II.1', 'A.B.IV', 'P.C.2', 'P.C.4'];
/** Stocks, fixed assets, and advance payments either way: bought or sold with tax. */
const GOODS = ['A.A.', 'A.B.I.', 'P.C.3'];

const RANK = { never: 0, otherBalance: 1, goods: 2, profitAndLoss: 3 } as const;

function rankOfPosition(account: ChartAccount): number {
  if (account.category === 'income' || account.category === 'expense') return RANK.profitAndLoss;
  const position = account.position;
  if (account.taxFunction || position === undefined || NEVER.includes(position)) return RANK.never;
  return GOODS.some((prefix) => position.startsWith(prefix)) ? RANK.goods : RANK.otherBalance;
}

/** Accounts of the company's own stand where the chart's class says: revenue and expense classes carry tax first. */
function rankOfOwnAccount(chart: ChartName, number: string): number {
  const profitAndLoss = chart === 'SKR03' ? '2348' : '4567';
  if (profitAndLoss.includes(number.charAt(0))) return RANK.profitAndLoss;
  return number.startsWith('0') ? RANK.goods : RANK.otherBalance;
}

/** Looks an account number of a posting up in the chart. */
export function postedAccount(chart: ChartName, accountLength: number, number: string): PostedAccount {
  if (kindOfAccount(number, accountLength) !== 'general') {
    return { number, chartAccount: undefined, carrierRank: RANK.never };
  }
  const chartNumber = toChartNumber(number, accountLength);
  const known =
    chartNumber === undefined
      ? undefined
      : (chartAccount(chart, chartNumber) ?? automaticAccountCovering(chart, chartNumber));
  const carrierRank = known ? rankOfPosition(known) : rankOfOwnAccount(chart, number);
  return { number, chartAccount: known, carrierRank };
}

/**
 * Which of the two accounts a tax key refers to: never the personal, bank or tax account; income and expenses
 * before goods and fixed assets, these before anything else; the contra account, where the key is written,
 * when both are alike. Undefined: neither can carry tax.
 */
export function taxCarrier(
  account: PostedAccount,
  contraAccount: PostedAccount,
): 'account' | 'contraAccount' | undefined {
  if (account.carrierRank === RANK.never && contraAccount.carrierRank === RANK.never) return undefined;
  return account.carrierRank > contraAccount.carrierRank ? 'account' : 'contraAccount';
}
