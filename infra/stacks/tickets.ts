import type { Construct } from 'constructs';
import { mailSettled } from '../../functions/mail/contract.ts';
import { ticketChanged } from '../../functions/tickets/contract.ts';
import * as answeringRoutes from '../../functions/tickets/routes/answering.ts';
import * as answerRoutes from '../../functions/tickets/routes/answers.ts';
import * as calculationRoutes from '../../functions/tickets/routes/calculations.ts';
import * as catalogueRoutes from '../../functions/tickets/routes/catalogue.ts';
import * as categoryRoutes from '../../functions/tickets/routes/categories.ts';
import * as figureRoutes from '../../functions/tickets/routes/figures.ts';
import * as formRoutes from '../../functions/tickets/routes/forms.ts';
import * as knowledgeRoutes from '../../functions/tickets/routes/knowledge.ts';
import * as knowledgeUseRoutes from '../../functions/tickets/routes/knowledge-use.ts';
import * as macroRoutes from '../../functions/tickets/routes/macros.ts';
import * as mailRoutes from '../../functions/tickets/routes/mails.ts';
import * as orderRoutes from '../../functions/tickets/routes/orders.ts';
import * as privacyRoutes from '../../functions/tickets/routes/privacy.ts';
import * as ruleRoutes from '../../functions/tickets/routes/rules.ts';
import * as searchIndexRoutes from '../../functions/tickets/routes/search-index.ts';
import * as slaRoutes from '../../functions/tickets/routes/slas.ts';
import * as surveyPageRoutes from '../../functions/tickets/routes/survey-pages.ts';
import * as surveyRoutes from '../../functions/tickets/routes/surveys.ts';
import * as teamRoutes from '../../functions/tickets/routes/teams.ts';
import * as templateRoutes from '../../functions/tickets/routes/templates.ts';
import * as joinRoutes from '../../functions/tickets/routes/ticket-joins.ts';
import * as ticketMacroRoutes from '../../functions/tickets/routes/ticket-macros.ts';
import * as taskRoutes from '../../functions/tickets/routes/ticket-tasks.ts';
import * as ticketRoutes from '../../functions/tickets/routes/tickets.ts';
import * as timeRoutes from '../../functions/tickets/routes/time.ts';
import * as watcherRoutes from '../../functions/tickets/routes/watchers.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { MailReceipt } from '../constructs/mail-receipt.ts';
import { routesOf } from '../constructs/module-api.ts';
import {
  CATALOGUE,
  CATALOGUE_VERSIONS,
  CHANGES,
  FAILED_MESSAGES,
  HELP_DESK,
  HELP_DESK_VERSIONS,
  IDEMPOTENCY,
  IMPORTS,
  INTAKE_FORMS,
  KNOWLEDGE,
  KNOWLEDGE_ARTICLES,
  KNOWLEDGE_CARDS,
  KNOWLEDGE_COUNTS,
  MAIL_RATES,
  MAILBOXES,
  OUTBOX,
  REFUSED_ROWS,
  REQUEST_COUNTS,
  SURVEYS,
  TICKET_AGENTS,
  TICKET_ANSWERS,
  TICKET_CLOCKS,
  TICKET_ERASURES,
  TICKET_FIGURES,
  TICKET_INTAKE,
  TICKET_LISTS,
  TICKET_MAILS,
  TICKET_PROMISES,
  TICKET_TRACES,
  TICKET_WORDS,
  TICKETS,
} from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** A mail of 40 MB stands in memory as it came, decoded, and as text. */
const MAIL_MEMORY_MB = 1024;

/** EDV-Support: what people ask for, and by when it is answered. */
export class TicketsStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'tickets', foundation, 'EDV-Support: tickets, their deadlines, their answers');
    this.defineTickets();
    this.defineDesk();
    this.defineMail();
    this.defineForms();
    this.defineKnowledge();
    this.defineClocks();
    this.defineFigures();
    this.definePrivacy();
    const calculations = this.define('http-calculations', {
      impact: 'Nobody can compute deadlines in business time or look up holidays.',
    }).bindTable(foundation.state, { writes: [REQUEST_COUNTS] });
    this.serve(calculations, routesOf(calculationRoutes));
  }

  private defineTickets(): void {
    const { state } = this.foundation;
    const work = {
      writes: [...TICKETS, ...KNOWLEDGE_COUNTS, IDEMPOTENCY, REQUEST_COUNTS],
      deletes: TICKET_LISTS,
    };
    const tickets = this.define('http-tickets', {
      impact: 'Nobody can open, read or answer tickets over HTTP; mails and messages wait.',
    })
      .bindTable(state, work)
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'tickets/files/': ['GetObject', 'PutObject'] });
    this.serveBelow(
      tickets,
      ['/companies/{companyId}/tickets'],
      [
        ...routesOf(ticketRoutes),
        ...routesOf(joinRoutes),
        ...routesOf(answeringRoutes),
        ...routesOf(timeRoutes),
        ...routesOf(taskRoutes),
        ...routesOf(ticketMacroRoutes),
        ...routesOf(watcherRoutes),
        ...routesOf(orderRoutes),
      ],
    );

    const intake = this.define('on-ticket-intake', {
      impact: 'Tickets that other systems report by queue wait.',
      timeoutSeconds: 120,
    }).bindTable(state, { writes: [...TICKETS, TICKET_INTAKE, FAILED_MESSAGES], deletes: TICKET_LISTS });
    this.consume('ticket-intake', intake, { batchSize: 10, maxConcurrency: 5 });
  }

  private defineDesk(): void {
    const desk = this.define('http-desk', {
      impact:
        'Nobody can keep teams, categories, reply templates and macros, or see and keep what can be ordered; tickets go on with what stands.',
    }).bindTable(this.foundation.state, {
      writes: [
        HELP_DESK,
        ...HELP_DESK_VERSIONS,
        CATALOGUE,
        CATALOGUE_VERSIONS,
        'C#*#TICKET#*',
        TICKET_WORDS,
        CHANGES,
        REQUEST_COUNTS,
      ],
      deletes: [HELP_DESK, CATALOGUE, TICKET_WORDS],
    });
    this.serveBelow(
      desk,
      ['/companies/{companyId}/help-desk'],
      [
        ...routesOf(teamRoutes),
        ...routesOf(categoryRoutes),
        ...routesOf(catalogueRoutes),
        ...routesOf(surveyRoutes),
        ...routesOf(templateRoutes),
        ...routesOf(searchIndexRoutes),
        ...routesOf(macroRoutes),
      ],
    );
  }

  private defineKnowledge(): void {
    const knowledge = this.define('http-knowledge', {
      impact: 'Nobody can read, write or find articles of the knowledge base; tickets go on without them.',
    }).bindTable(this.foundation.state, {
      writes: [...KNOWLEDGE, IDEMPOTENCY, REQUEST_COUNTS],
      deletes: [KNOWLEDGE_CARDS],
    });
    this.serveBelow(
      knowledge,
      ['/companies/{companyId}/knowledge', '/help'],
      [...routesOf(knowledgeRoutes), ...routesOf(knowledgeUseRoutes)],
    );
  }

  private defineForms(): void {
    const { state } = this.foundation;
    const forms = this.define('http-forms', {
      impact:
        'People outside cannot report anything on the web pages for it or answer surveys, and nobody can keep these pages.',
    })
      .bindTable(state, {
        writes: [...TICKETS, ...INTAKE_FORMS, ...KNOWLEDGE_COUNTS, SURVEYS, TICKET_INTAKE, REQUEST_COUNTS],
        deletes: TICKET_LISTS,
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'tickets/files/': ['PutObject'] });
    const routes = [...routesOf(formRoutes), ...routesOf(surveyPageRoutes)];
    this.serveBelow(forms, ['/companies/{companyId}/intake-forms', '/forms', '/surveys'], routes);
  }

  private defineMail(): void {
    const { state } = this.foundation;
    const kept = {
      'tickets/files/': ['PutObject', 'AbortMultipartUpload'],
      'tickets/mails/': ['GetObject', 'PutObject', 'AbortMultipartUpload'],
    };
    const mails = this.define('http-mails', {
      impact:
        'Nobody can look after mails that wait, or keep mailboxes, signatures and agents; mails are taken in all the same.',
      memoryMb: MAIL_MEMORY_MB,
    })
      .bindTable(state, {
        writes: [...TICKETS, ...TICKET_MAILS, ...MAILBOXES, TICKET_ANSWERS, TICKET_AGENTS, REQUEST_COUNTS],
        deletes: [...TICKET_LISTS, ...MAILBOXES, TICKET_AGENTS],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, kept);
    const routes = [...routesOf(mailRoutes), ...routesOf(answerRoutes)];
    this.serveBelow(mails, ['/companies/{companyId}/mail'], routes);

    const source = state.files.uploadQueue('ticket-uploads');
    const importer = this.define('on-upload', {
      impact: 'Uploaded mails become no tickets before this works again; none is lost.',
      timeoutSeconds: 300,
      memoryMb: MAIL_MEMORY_MB,
      sendsToItself: true, // every attempt leaves a message that comes back, should its worker die
    })
      .bindTable(state, {
        writes: [...TICKETS, ...TICKET_MAILS, IMPORTS, REFUSED_ROWS, FAILED_MESSAGES],
        deletes: TICKET_LISTS,
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'uploads/mail/': ['GetObject'],
        'rejected/': ['PutObject', 'AbortMultipartUpload'],
        ...kept,
      })
      .bindQueue('UPLOADS_QUEUE_URL', source.queue);
    this.consume('ticket-uploads', importer, { batchSize: 1, maxConcurrency: 4, source });
    this.defineReceipt(kept);
    this.defineAnswers();
  }

  private defineAnswers(): void {
    const { state, events } = this.foundation;
    const settled = this.define('on-mail-events', {
      impact: 'Agents do not see that an answer could not be sent.',
      timeoutSeconds: 120,
    }).bindTable(state, { writes: [...TICKETS, ...TICKET_MAILS, FAILED_MESSAGES], deletes: TICKET_LISTS });
    const settling = this.consume('ticket-mail-events', settled, { batchSize: 10, maxConcurrency: 2 });
    subscribeToEvents(events.topic, [mailSettled.type], settling.source);

    const telling = {
      writes: ['C#*#TICKET#*', OUTBOX, ...TICKET_MAILS, 'C#*#MAIL-SETTINGS', SURVEYS, FAILED_MESSAGES],
    };
    const notices = this.define('on-ticket-events', {
      impact: 'Requesters are not told that their request has arrived, agents hear of nothing by mail.',
      timeoutSeconds: 120,
    }).bindTable(state, telling);
    const noticing = this.consume('ticket-notices', notices, { batchSize: 10, maxConcurrency: 4 });
    subscribeToEvents(events.topic, [ticketChanged.type], noticing.source);

    const digests = this.define('on-schedule-digests', {
      impact: 'Agents get no list of what is open, due and overdue, and hear of no articles to review.',
      timeoutSeconds: 900,
    }).bindTable(state, { writes: ['C#*#TICKET#*', OUTBOX, KNOWLEDGE_ARTICLES] });
    this.schedule(digests, 'rate(10 minutes)');
  }

  /** What SES receives, where the deployment lets it; the queue is there in any case. */
  private defineReceipt(kept: Readonly<Record<string, readonly string[]>>): void {
    const { state, deployment } = this.foundation;
    const receiver = this.define('on-mail', {
      impact: 'Mails that SES received become no tickets before this works again; none is lost.',
      timeoutSeconds: 300,
      memoryMb: MAIL_MEMORY_MB,
    })
      .bindTable(state, {
        writes: [...TICKETS, ...TICKET_MAILS, FAILED_MESSAGES],
        deletes: TICKET_LISTS,
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, { 'inbound/': ['GetObject'], ...kept });
    const worker = this.consume('ticket-mails', receiver, { batchSize: 1, maxConcurrency: 4 });
    const recipients = deployment.settings.inboundMail;
    if (recipients.length === 0) return;
    new MailReceipt(this, 'Receipt', { deployment, state, recipients, queue: worker.source });
  }

  private defineClocks(): void {
    const { state } = this.foundation;
    const promises = this.define('http-slas', {
      impact: 'Nobody can keep calendars, promises or rules; clocks and rules go on as they stand.',
    }).bindTable(state, { writes: [...TICKET_PROMISES, CHANGES, REQUEST_COUNTS] });
    const prefixes = [
      '/companies/{companyId}/calendars',
      '/companies/{companyId}/slas',
      '/companies/{companyId}/ticket-rules',
    ];
    this.serveBelow(promises, prefixes, [...routesOf(slaRoutes), ...routesOf(ruleRoutes)]);

    const clocks = this.define('on-schedule-clocks', {
      impact:
        'Nobody is warned of deadlines or asked whether they are satisfied, and deadlines do not follow calendars and promises that change.',
      timeoutSeconds: 900,
    }).bindTable(state, { writes: [...TICKETS, TICKET_CLOCKS, SURVEYS, MAIL_RATES], deletes: TICKET_LISTS });
    this.schedule(clocks, 'rate(5 minutes)');
  }

  private definePrivacy(): void {
    const { state } = this.foundation;
    const privacy = this.define('http-privacy', {
      impact: 'Nobody can export, erase or hold what is kept of a person; what was begun goes on.',
    }).bindTable(state, {
      writes: [
        'C#*#TICKET#*',
        ...TICKET_TRACES,
        ...TICKET_ERASURES,
        'C#*#MAIL-SETTINGS',
        CHANGES,
        REQUEST_COUNTS,
      ],
    });
    this.serveBelow(privacy, ['/companies/{companyId}/help-desk/privacy'], routesOf(privacyRoutes));

    const forgetting = this.define('on-schedule-privacy', {
      impact: 'Words of tickets stay although they were to be erased, or their retention has ended.',
      timeoutSeconds: 900,
    })
      .bindTable(state, {
        writes: [...TICKETS, ...TICKET_MAILS, ...TICKET_ERASURES, TICKET_WORDS],
        deletes: [...TICKETS, ...TICKET_MAILS, TICKET_WORDS, ...TICKET_TRACES, 'C#*#TICKET-ERASING'],
      })
      .bindBucket('FILES_BUCKET', state.files.bucket, {
        'tickets/files/': ['DeleteObject'],
        'tickets/mails/': ['DeleteObject'],
        'uploads/mail/': ['DeleteObject'],
        'inbound/': ['DeleteObject'],
      });
    this.schedule(forgetting, 'rate(1 hour)');
  }

  private defineFigures(): void {
    const { state, events } = this.foundation;
    const figures = this.define('http-figures', {
      impact: 'Nobody can see figures of tickets; they are counted all the same.',
    }).bindTable(state, { writes: [...TICKET_FIGURES, REQUEST_COUNTS] });
    this.serveBelow(figures, ['/companies/{companyId}/reports/tickets'], routesOf(figureRoutes));

    const follower = this.define('on-ticket-changed', {
      impact:
        'Figures of tickets stand still, and a search does not find what was written last; both catch up later.',
      timeoutSeconds: 300,
    }).bindTable(state, {
      writes: [...TICKET_FIGURES, TICKET_WORDS, ...TICKET_TRACES, FAILED_MESSAGES],
      deletes: [TICKET_WORDS],
    });
    const following = this.consume('ticket-changes', follower, {
      batchSize: 100,
      windowSeconds: 5,
      maxConcurrency: 2,
    });
    subscribeToEvents(events.topic, [ticketChanged.type], following.source);
  }
}
