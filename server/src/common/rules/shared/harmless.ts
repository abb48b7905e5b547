/**
 * Header fields that the tables do not foresee somewhere, although real senders put them there and nobody minds.
 * They are worth a remark and no error.
 */

const IN_REQUESTS: ReadonlySet<string> = new Set([
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Allow',
  'Allow-Events',
  'Contact',
  'Event',
  'Expires',
  'P-Access-Network-Info',
  'P-Preferred-Identity',
  'Proxy-Require',
  'Record-Route',
  'Require',
  'Route',
  'Security-Client',
  'Security-Verify',
  'Supported',
  'User-Agent',
]);

const IN_RESPONSES: ReadonlySet<string> = new Set([
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Allow',
  'Allow-Events',
  'Contact',
  'Event',
  'Expires',
  'Max-Forwards',
  'P-Access-Network-Info',
  // Echoed by registrars in 401 as well as in 200.
  'Path',
  'Record-Route',
  'Require',
  'Server',
  'Supported',
  'User-Agent',
]);

export function isHarmlessInRequest(name: string): boolean {
  return IN_REQUESTS.has(name);
}

export function isHarmlessInResponse(name: string): boolean {
  return IN_RESPONSES.has(name);
}
