/**
 * The start cannot go on and the person at the keyboard can mend it: a missing Java, a busy port, a template that
 * asks for something this machine does not serve. The message is one clear sentence and is all that gets printed.
 */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}
