/** The user profile that the HSS sends in SAA: XML of TS 29.228 Annex E, written and read. */

import type { XmlElement } from '../bodies/xml/parse.ts';
import type { ApplicationServer, RegistrationType, Subscriber } from '../config/configuration.ts';
import { childrenNamed, childText, escapeXml, rootOf } from './xml.ts';

export interface ProfileIdentity {
  readonly identity: string;
  readonly barred: boolean;
}

/** One service point trigger (TS 29.228 Annex B.2.3). */
export interface ServicePointTrigger {
  readonly negated: boolean;
  readonly groups: readonly number[];
  readonly method?: string;
  readonly requestUri?: string;
  readonly header?: { readonly name: string; readonly content: string | undefined };
  readonly sessionCase?: number;
  readonly registrationTypes: readonly number[];
}

export interface FilterCriterion {
  readonly priority: number;
  /** Absent: the criterion always applies. */
  readonly trigger?: { readonly conjunctive: boolean; readonly points: readonly ServicePointTrigger[] };
  readonly server: {
    readonly name: string;
    readonly terminate: boolean;
    readonly serviceInfo: string | undefined;
    readonly includeRequest: boolean;
    readonly includeResponse: boolean;
  };
}

export interface UserProfile {
  readonly privateId: string;
  readonly identities: readonly ProfileIdentity[];
  readonly criteria: readonly FilterCriterion[];
}

/** RegistrationType values (TS 29.228 Annex E). */
export const REGISTRATION_TYPE: { readonly [type in RegistrationType]: number } = {
  initial: 0,
  reRegistration: 1,
  deRegistration: 2,
};

/** Profile of one implicit registration set with the filter criteria of the configured application servers. */
export function writeUserProfile(
  subscriber: Subscriber,
  set: readonly string[],
  servers: readonly ApplicationServer[],
): string {
  const identities = set.map(impu => {
    const barring = subscriber.barred.includes(impu) ? '<BarringIndication>1</BarringIndication>' : '';
    return `<PublicIdentity>${barring}<Identity>${escapeXml(impu)}</Identity></PublicIdentity>`;
  });
  const criteria = servers.map(writeCriterion);
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const privateId = `<PrivateID>${escapeXml(subscriber.impi)}</PrivateID>`;
  const profile = `<ServiceProfile>${identities.join('')}${criteria.join('')}</ServiceProfile>`;
  return `${head}<IMSSubscription>${privateId}${profile}</IMSSubscription>`;
}

function writeCriterion(server: ApplicationServer): string {
  const types = server.registrationTypes.map(type => `<RegistrationType>${REGISTRATION_TYPE[type]}</RegistrationType>`);
  const points = server.methods.map(method => {
    const isRegister = method.toUpperCase() === 'REGISTER' && types.length > 0;
    const extension = isRegister ? `<Extension>${types.join('')}</Extension>` : '';
    const spt = `<ConditionNegated>0</ConditionNegated><Group>0</Group><Method>${escapeXml(method)}</Method>${extension}`;
    return `<SPT>${spt}</SPT>`;
  });
  // Points of one group are alternatives in CNF (TS 29.228 Annex B.2.2).
  const trigger =
    points.length === 0 ? '' : `<TriggerPoint><ConditionTypeCNF>1</ConditionTypeCNF>${points.join('')}</TriggerPoint>`;
  const include = [
    server.includeRegisterRequest ? '<IncludeRegisterRequest/>' : '',
    server.includeRegisterResponse ? '<IncludeRegisterResponse/>' : '',
  ].join('');
  const info = server.serviceInfo === undefined ? '' : `<ServiceInfo>${escapeXml(server.serviceInfo)}</ServiceInfo>`;
  const handling = `<DefaultHandling>${server.defaultHandling === 'terminate' ? 1 : 0}</DefaultHandling>`;
  const extension = include === '' ? '' : `<Extension>${include}</Extension>`;
  const name = `<ServerName>${escapeXml(server.uri)}</ServerName>`;
  const application = `<ApplicationServer>${name}${handling}${info}${extension}</ApplicationServer>`;
  const priority = `<Priority>${server.priority}</Priority>`;
  return `<InitialFilterCriteria>${priority}${trigger}${application}</InitialFilterCriteria>`;
}

/** Undefined when the XML is not well-formed or is no profile: then the S-CSCF cannot serve the user. */
export function readUserProfile(xml: string): UserProfile | undefined {
  const root = rootOf(xml);
  const privateId = root && childText(root, 'PrivateID');
  if (root?.local !== 'IMSSubscription' || privateId === undefined) return undefined;
  const services = childrenNamed(root, 'ServiceProfile');
  const identities = services
    .flatMap(service => childrenNamed(service, 'PublicIdentity'))
    .map(one => ({
      identity: childText(one, 'Identity') ?? '',
      barred: childText(one, 'BarringIndication') === '1',
    }));
  const criteria = services.flatMap(service => childrenNamed(service, 'InitialFilterCriteria')).map(readCriterion);
  return { privateId, identities, criteria: criteria.sort((a, b) => a.priority - b.priority) };
}

function readCriterion(element: XmlElement): FilterCriterion {
  const trigger = childrenNamed(element, 'TriggerPoint')[0];
  const server = childrenNamed(element, 'ApplicationServer')[0];
  const extension = server && childrenNamed(server, 'Extension')[0];
  return {
    priority: Number(childText(element, 'Priority') ?? 0),
    ...(trigger === undefined
      ? {}
      : {
          trigger: {
            conjunctive: childText(trigger, 'ConditionTypeCNF') === '1',
            points: childrenNamed(trigger, 'SPT').map(readPoint),
          },
        }),
    server: {
      name: (server && childText(server, 'ServerName')) ?? '',
      terminate: (server && childText(server, 'DefaultHandling')) === '1',
      serviceInfo: server && childText(server, 'ServiceInfo'),
      includeRequest: extension !== undefined && childrenNamed(extension, 'IncludeRegisterRequest').length > 0,
      includeResponse: extension !== undefined && childrenNamed(extension, 'IncludeRegisterResponse').length > 0,
    },
  };
}

function readPoint(element: XmlElement): ServicePointTrigger {
  const extension = childrenNamed(element, 'Extension')[0];
  const method = childText(element, 'Method');
  const requestUri = childText(element, 'RequestURI');
  const sipHeader = childrenNamed(element, 'SIPHeader')[0];
  const sessionCase = childText(element, 'SessionCase');
  const numbers = (name: string, from: XmlElement | undefined): number[] =>
    from === undefined ? [] : childrenNamed(from, name).map(child => Number(child.text));
  return {
    negated: childText(element, 'ConditionNegated') === '1',
    groups: numbers('Group', element),
    registrationTypes: numbers('RegistrationType', extension),
    ...(method === undefined ? {} : { method }),
    ...(requestUri === undefined ? {} : { requestUri }),
    ...(sipHeader === undefined
      ? {}
      : { header: { name: childText(sipHeader, 'Header') ?? '', content: childText(sipHeader, 'Content') } }),
    ...(sessionCase === undefined ? {} : { sessionCase: Number(sessionCase) }),
  };
}
