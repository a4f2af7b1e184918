/** The platform's refusals are thrown by what all modules share; here they are gathered for the catalogue. */
export { refuse as refuseRequest } from '../../shared/http/errors.ts';
export { refuse as refuseMessage } from '../../shared/queue/errors.ts';
