/** What the runner itself signs with, towards engines that check nothing. */
export const OWN_CREDENTIALS = { accessKeyId: 'runner', secretAccessKey: 'runner' };
