// Bodies of functions that run inside Thunderbird. What they find out they leave at its window, as a dialog that opens ends
// the waiting for a script.

/** Arguments: a P12 and its password, and a trust anchor as base64. Returns what the import says: 0 where it was taken. */
export const IMPORT = `
  const [path, password, anchor] = arguments;
  const certificates = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
  certificates.addCertFromBase64(anchor, 'C,,');
  return path === null ? 0 : certificates.importPKCS12File(await IOUtils.getFile(path), password);
`;

/**
 * The person at the keyboard. Argument: the password. Chooses the certificate that is offered, and lets it be remembered; enters
 * the password, and cancels whatever else is asked or told. Goes online.
 */
export const ANSWER = `
  const [password] = arguments;
  const window = Services.wm.getMostRecentWindow('mail:3pane');
  const asked = (window.asked = []);
  const watch = (topic, answer) => Services.obs.addObserver({ observe: answer }, topic);
  watch('cert-dialog-loaded', (dialog) => {
    const { ownerDocument: page } = dialog;
    asked.push('certificate: ' + page.getElementById('nicknames').label);
    page.getElementById('rememberSetting').value = Ci.nsIClientAuthRememberService.Permanent;
    page.querySelector('dialog').acceptDialog();
  });
  watch('common-dialog-loaded', ({ document: page }) => {
    const said = page.title + ': ' + page.getElementById('infoBody').textContent;
    const isFirst = !asked.includes(said);
    asked.push(said);
    const field = page.getElementById('password1Textbox');
    if (!field.checkVisibility() || !isFirst) return page.querySelector('dialog').cancelDialog();
    field.value = password;
    page.querySelector('dialog').acceptDialog();
  });
  Services.io.offline = false;
`;

/** Looks for mail. Argument: which account, the first is 0. */
export const FETCH = `
  const window = Services.wm.getMostRecentWindow('mail:3pane');
  const { incomingServer } = MailServices.accounts.accounts[arguments[0]];
  window.done = null;
  const inbox = incomingServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  inbox.getNewMessages(window.msgWindow, { OnStartRunningUrl() {}, OnStopRunningUrl: (url, status) => (window.done = 'fetched: ' + status) });
`;

/** Sends a mail to oneself. Argument: which account, the first is 0. */
export const SEND = `
  const window = Services.wm.getMostRecentWindow('mail:3pane');
  const { defaultIdentity } = MailServices.accounts.accounts[arguments[0]];
  window.done = null;
  const { email, smtpServerKey } = defaultIdentity;
  const path = PathUtils.join(PathUtils.profileDir, 'test-mail.eml');
  await IOUtils.writeUTF8(path, ['From: ' + email, 'To: ' + email, 'Subject: A test', '', 'A test.', ''].join('\\r\\n'));
  const to = MailServices.headerParser.makeFromDisplayAddress(email);
  const listener = {
    QueryInterface: ChromeUtils.generateQI(['nsIMsgOutgoingListener']),
    onSendStart() {},
    onSendStop: (uri, status, security, message) => (window.done = 'sent: ' + status + ' ' + message),
  };
  MailServices.outgoingServer
    .getServerByKey(smtpServerKey)
    .sendMailMessage(await IOUtils.getFile(path), to, [], defaultIdentity, email, null, null, false, '<test@localhost>', listener);
`;

/** Ends all connections, which Thunderbird keeps otherwise. Argument: which account. */
export const HANG_UP = `
  const { incomingServer, defaultIdentity } = MailServices.accounts.accounts[arguments[0]];
  incomingServer.closeCachedConnections();
  MailServices.outgoingServer.getServerByKey(defaultIdentity.smtpServerKey).closeCachedConnections();
`;

/** What became of the last `FETCH` or `SEND`, `done` being null until then; and what was asked meanwhile. */
export const OUTCOME = `
  const { done, asked } = Services.wm.getMostRecentWindow('mail:3pane');
  return { done, asked };
`;

/** The accounts, as Thunderbird has them. */
export const ACCOUNTS = `
  return MailServices.accounts.accounts.map(({ incomingServer, defaultIdentity }) => ({
    incoming: incomingServer.username,
    outgoing: MailServices.outgoingServer.getServerByKey(defaultIdentity?.smtpServerKey ?? '')?.username ?? null,
    fullName: defaultIdentity?.fullName ?? null,
  }));
`;
