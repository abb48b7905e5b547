/** Selection and loss of S-CSCFs, implicit sets, flows of one user agent, application servers, the reg event package. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReginfo } from '../../../server/src/common/sim/reginfo.ts';
import type { Run } from '../../../server/src/common/sim/run.ts';
import { configuration, HOME, run, steps } from './setting.ts';

function bodies(result: Run, to: string, label: string): string[] {
  return result.packets
    .filter(packet => packet.to === to && packet.sip?.text.startsWith(label))
    .map(packet => packet.sip?.text.split('\r\n\r\n').slice(1).join('\r\n\r\n') ?? '');
}

test('the S-CSCF with all capabilities is chosen', () => {
  const { result } = run({ flow: 'ims-scscf-selection' });
  assert.ok(steps(result, 'sip').includes('icscf>reserve2 REGISTER'));
  const uaa = result.events.find(event => event.label.startsWith('UAA'));
  assert.match(uaa?.text ?? '', /Mandatory-Capability: 1[\s\S]*Optional-Capability: 2[\s\S]*Optional-Capability: 3/);
});

test('a failed S-CSCF: 504, a new registration, UAR with capabilities, another S-CSCF, RTR to the old one', () => {
  const { result } = run({ flow: 'ims-scscf-reassignment' });
  const all = steps({ ...result, events: result.events.filter(event => event.at > 10_000) }, 'sip', 'diameter', 'note');
  const order = [
    'pcscf>ue 504 Server Time-out',
    'ue>ue The refresh has failed: registers anew',
    'ue>pcscf REGISTER',
    'icscf>reserve1 REGISTER',
    'hss>scscf1 RTR',
    'pcscf>ue 401 Unauthorized',
    'reserve1>hss SAR',
    'pcscf>ue 200 OK',
    'pcscf>icscf SUBSCRIBE',
  ];
  const places = order.map(step => all.indexOf(step));
  assert.ok(!places.includes(-1), `${places}`);
  const types = result.events
    .filter(event => event.label === 'UAR')
    .map(event => /Type: (\S+)/.exec(event.text ?? '')?.[1]);
  assert.ok(types.includes('REGISTRATION_AND_CAPABILITIES'));
});

test('a failed registration is tried again after the time of RFC 5626, longer each time', () => {
  const { result } = run({ flow: 'ims-retry' });
  assert.equal(result.outcome.status, 'registered');
  const waits = result.events.flatMap(event => /due in (\d+) s/.exec(event.label)?.[1] ?? []).map(Number);
  const [first = 0, second = 0] = waits;
  assert.ok(first >= 30 && first <= 60 && second >= 60 && second <= 120, `${waits}`);
  assert.notEqual(
    new Set(
      result.events.filter(one => one.from === 'ue').flatMap(one => /^Call-ID: .*/m.exec(one.text ?? '')?.[0] ?? []),
    ).size,
    1,
  );
});

test('a failure that may pass says when the next attempt is due', () => {
  const { result } = run({ faults: ['hss-down'] });
  assert.match(result.events.at(-1)?.label ?? '', /^The next attempt is due in \d+ s$/);
  assert.match(JSON.stringify(result.state['ue']), /"retry":\d+/);
});

test('a re-registration may be challenged: new vector, new associations, same server ports', () => {
  const { result } = run({ flow: 'ims-re-registration-challenged' });
  const later = result.events.filter(event => event.at >= 10_000);
  assert.ok(later.some(event => event.label === 'MAR') && later.some(event => event.label === '401 Unauthorized'));
  assert.ok(later.some(event => event.label === 'SAR' && event.text?.includes('RE_REGISTRATION (2)')));
  const associations = result.events.filter(event => event.kind === 'ipsec').map(event => event.label);
  assert.equal(associations.length, 8);
  assert.equal(new Set(associations.map(label => /SPI (\d+)/.exec(label)?.[1])).size, 8);
});

test('a second implicit set registers inside the same association, without a challenge and with its own SAR', () => {
  const { result } = run({ flow: 'ims-implicit-sets' });
  const later = result.events.filter(event => event.at >= 10_000);
  assert.ok(!later.some(event => event.label.startsWith('401')));
  const sar = later.find(event => event.label === 'SAR')?.text ?? '';
  assert.match(sar, /Public-Identity: sip:second@/);
  assert.match(sar, /Server-Assignment-Type: REGISTRATION \(1\)/);
  const registered = later.find(event => event.to === 'ue' && event.label === '200 OK')?.text ?? '';
  assert.match(registered, /^P-Associated-URI: <sip:second@[^>]*>, <sip:second\.alias@[^>]*>\r?$/m);
  const states = JSON.stringify(result.state['hss']).match(/"state":"registered"/g);
  assert.equal(states?.length, 2);
});

test('an implicit set is registered and removed as a whole', () => {
  const { result } = run({ flow: 'ims-deregistration' });
  assert.match(JSON.stringify(result.state['hss']), /sip:\+12015550001[^\]]*\],"state":"not-registered"/);
  assert.equal(result.events.filter(event => event.label === 'SAR').length, 2);
});

test('two flows of one instance are both bound, each with its own token in Path', () => {
  const { result } = run({ flow: 'ims-outbound-flows' });
  const bindings = JSON.stringify(result.state['scscf1']);
  const tokens = [...bindings.matchAll(/<sip:(term-[0-9a-f]+)@[^>]*;ob>/g)].map(match => match[1]);
  assert.equal(new Set(tokens).size, 2);
  assert.match(bindings, /"uri":"sip:simba@10\.45\.0\.2:5060"[\s\S]*"uri":"sip:simba@10\.45\.0\.2:5062"/);
  const ok = result.events.filter(event => event.to === 'ue' && event.label === '200 OK').at(-1)?.text ?? '';
  assert.match(ok, /reg-id=1[\s\S]*reg-id=2/);
  assert.match(ok, /^Require: outbound/m);
});

test('a contact that runs out before the others goes alone, and the watchers hear of it', () => {
  const result = run({ flow: 'ims-several-contacts', limits: { horizon: 3_700_000 } });
  assert.ok(result.result.events.some(event => /^Contact sip:desk@\S+ runs out$/.test(event.label)));
  const document = readReginfo(bodies(result, 'pcscf', 'NOTIFY').at(-1) ?? '');
  const [registration] = document?.registrations ?? [];
  assert.equal(registration?.state, 'active');
  assert.deepEqual(
    registration?.contacts.map(contact => `${contact.state} ${contact.event}`),
    ['active registered', 'terminated expired'],
  );
  assert.match(JSON.stringify(result.result.state['hss']), /"state":"registered"/);
});

test('UE, P-CSCF and application server watch; the removal is notified to those that stay', () => {
  const { result } = run({ flow: 'ims-reg-event' });
  for (const step of ['ue>pcscf SUBSCRIBE', 'pcscf>icscf SUBSCRIBE', 'tas>scscf1 SUBSCRIBE'])
    assert.ok(steps(result).includes(step), step);
  const later = steps({ ...result, events: result.events.filter(event => event.at >= 10_000) }, 'sip');
  assert.ok(later.includes('scscf1>pcscf NOTIFY') && later.includes('scscf1>tas NOTIFY'));
  assert.ok(!later.includes('pcscf>ue NOTIFY'));
});

test('every reginfo body is one: whole, versions rise, ids stay, every contact has what RFC 3680 asks for', () => {
  for (const flow of ['ims-reg-event', 'ims-re-authentication', 'ims-gruu', 'ims-outbound-flows', 'ims-expiry']) {
    for (const to of ['pcscf', 'tas']) {
      const documents = bodies(run({ flow }), to, 'NOTIFY').filter(Boolean);
      const versions = documents.map(text => readReginfo(text)?.version);
      // The P-CSCF passes on what is for the UE, which has a numbering of its own.
      assert.ok(
        versions.every(version => version !== undefined && Number.isInteger(version)),
        flow,
      );
      for (const text of documents) {
        assert.match(
          text,
          /^<\?xml version="1\.0" encoding="UTF-8"\?>\r\n<reginfo xmlns="urn:ietf:params:xml:ns:reginfo"/,
        );
        for (const [contact] of text.matchAll(/<contact [^>]*>/g))
          assert.match(contact, /^<contact id="c\d+-[0-9a-f]{8}" state="(?:active|terminated)" event="[a-z]+"/);
      }
    }
  }
});

test('GRUUs stand in the reg event document (RFC 5628)', () => {
  const [document = ''] = bodies(run({ flow: 'ims-gruu' }), 'pcscf', 'NOTIFY');
  assert.match(document, / xmlns:gr="urn:ietf:params:xml:ns:gruuinfo"/);
  assert.match(document, /<gr:pub-gruu uri="sip:\+12015550001@[^"]*;gr=urn:gsma:imei:[\d-]+"\/>/);
  assert.match(document, /<gr:temp-gruu uri="sip:tgruu\.[0-9a-f]{16}@[^"]*;gr" first-cseq="2"\/>/);
});

test('third-party registration: service info, both messages, and a silent server that may be', () => {
  const result = run({ flow: 'ims-third-party' });
  assert.equal(result.result.outcome.status, 'registered');
  const servers = steps(result.result, 'sip').filter(step => /^scscf1>(?:info|copies|silent) REGISTER$/.test(step));
  assert.deepEqual(servers.slice(0, 3), ['scscf1>info REGISTER', 'scscf1>copies REGISTER', 'scscf1>silent REGISTER']);
  assert.match(bodies(result, 'info', 'REGISTER')[0] ?? '', /<service-info><info>gold<\/info><\/service-info>/);
  const [copies = ''] = bodies(result, 'copies', 'REGISTER');
  assert.equal(copies.match(/^Content-Type: message\/sip/gm)?.length, 2);
  assert.match(copies, /^REGISTER sip:scscf1\.[\s\S]*^SIP\/2\.0 200 OK/m);
  const note = result.result.events.find(event => event.label.startsWith('Application server'));
  assert.match(note?.because?.[0]?.message ?? '', /SESSION_CONTINUED/);
});

test('criteria decide by the kind of registration', () => {
  const network = { as: [{ name: 'tas', priority: 0, registrationTypes: ['deRegistration'] }] };
  const { result } = run({ flow: 'ims-deregistration', configuration: configuration({ network }) });
  const told = result.events.filter(event => event.to === 'tas' && event.label === 'REGISTER');
  assert.equal(told.length, 1);
  assert.match(told[0]?.text ?? '', /^Expires: 0/m);
  assert.match(told[0]?.text ?? '', new RegExp(`^To: <sip:\\+12015550001@${HOME}>`, 'm'));
});

test('a pushed profile counts at once: the servers of before hear of no refresh', () => {
  const { result } = run({ flow: 'ims-profile-update' });
  const later = steps({ ...result, events: result.events.filter(event => event.at >= 10_000) }, 'sip', 'diameter');
  assert.deepEqual(later.slice(0, 2), ['hss>scscf1 PPR', 'scscf1>hss PPA 2001']);
  assert.ok(later.includes('scscf1>hss SAR') && !later.some(step => step.includes('tas')));
});

test('TLS that stands before the first REGISTER needs no security agreement', () => {
  const { result, packets } = run({ flow: 'ims-digest-tls-first' });
  assert.equal(result.outcome.status, 'registered');
  const sent = packets.filter(({ from, sip }) => from === 'ue' && sip?.text.startsWith('REGISTER'));
  assert.ok(sent.every(({ sip }) => sip?.path.protocol === 'TLS' && !/^Security-|sec-agree/m.test(sip.text)));
  const forwarded = packets.filter(({ from, to }) => from === 'pcscf' && to === 'icscf')[0]?.sip?.text ?? '';
  assert.match(forwarded, /integrity-protected="tls-pending"/);
});
