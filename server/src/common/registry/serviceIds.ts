import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/**
 * IMS communication service identifiers (ICSI) and application reference identifiers (IARI) in common use. 3GPP keeps
 * the list open; RFC 6050 registers only the labels `3gpp-service` and `3gpp-application`.
 *
 * P-Preferred-Service and P-Asserted-Service carry them as they stand here; in feature tags (`+g.3gpp.icsi-ref`) they
 * are percent-encoded, see `SERVICE_IDS_ENCODED`.
 */
export const SERVICE_IDS: readonly ValueRow[] = [
  ...values('TS 24.173', [
    ['urn:urn-7:3gpp-service.ims.icsi.mmtel', 'Multimedia telephony: voice and video calls (VoLTE, VoNR, ViLTE).'],
  ]),
  ...values('TS 24.229 §7.2A.8', [
    ['urn:urn-7:3gpp-service.ims.icsi.mmtel.hd-video', 'A subclass of multimedia telephony, high definition video.'],
  ]),
  ...values('TS 24.379', [['urn:urn-7:3gpp-service.ims.icsi.mcptt', 'Mission critical push to talk.']]),
  ...values('TS 24.281', [['urn:urn-7:3gpp-service.ims.icsi.mcvideo', 'Mission critical video.']]),
  ...values('TS 24.282', [
    ['urn:urn-7:3gpp-service.ims.icsi.mcdata', 'Mission critical data.'],
    ['urn:urn-7:3gpp-service.ims.icsi.mcdata.sds', 'Mission critical data, short data service.'],
    ['urn:urn-7:3gpp-service.ims.icsi.mcdata.fd', 'Mission critical data, file distribution.'],
  ]),
  ...values('TS 24.229 §7.11', [['urn:urn-7:3gpp-service.ims.icsi.rlos', 'Restricted local operator services.']]),
  ...values('GSMA RCC.07', [
    ['urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg', 'RCS pager-mode message.'],
    ['urn:urn-7:3gpp-service.ims.icsi.oma.cpm.largemsg', 'RCS large-mode message.'],
    ['urn:urn-7:3gpp-service.ims.icsi.oma.cpm.deferred', 'RCS deferred message.'],
    ['urn:urn-7:3gpp-service.ims.icsi.oma.cpm.session', 'RCS chat session.'],
    ['urn:urn-7:3gpp-service.ims.icsi.oma.cpm.filetransfer', 'RCS file transfer.'],
  ]),
  ...values('TS 24.259', [['urn:urn-7:3gpp-application.ims.iari.pnm-controller', 'Controller of a personal network.']]),
  ...values('GSMA RCC.07', [
    ['urn:urn-7:3gpp-application.ims.iari.rcs.*', 'An RCS application, such as chat, file transfer or location push.'],
  ]),
];

/** The same identifiers as they stand in feature tags: every colon is written `%3A`. */
export const SERVICE_IDS_ENCODED: readonly ValueRow[] = SERVICE_IDS.map(row => ({
  ...row,
  value: row.value.replaceAll(':', '%3A'),
}));
