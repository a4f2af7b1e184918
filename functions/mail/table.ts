/** The items of mail are shared: a module writes them in the transactions of its own work. */
export { MailOutcomeRow, OutgoingMailRow } from '../../shared/mail/table.ts';
