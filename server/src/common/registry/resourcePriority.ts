import type { ValueRow } from './types.ts';

/** A namespace of Resource-Priority with its values from least to most important. */
export interface PriorityNamespace {
  readonly namespace: string;
  readonly values: readonly string[];
  /** What a more important call does: take resources from others, or go first in the queue. */
  readonly algorithm: 'preemption' | 'queue';
  readonly doc: string;
  readonly spec: string;
}

/** `0` to `count - 1`. */
function ascending(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

/** The ten numbered namespaces of a family, `dsn-000000` to `dsn-000009`. */
function family(prefix: string, doc: string): readonly PriorityNamespace[] {
  return ascending(10).map(number => ({
    namespace: `${prefix}-00000${number}`,
    values: ascending(10),
    algorithm: 'preemption',
    doc,
    spec: 'RFC 5478 §2',
  }));
}

/** The 48 namespaces of the IANA registry. */
export const PRIORITY_NAMESPACES: readonly PriorityNamespace[] = [
  {
    namespace: 'dsn',
    values: ['routine', 'priority', 'immediate', 'flash', 'flash-override'],
    algorithm: 'preemption',
    doc: 'US Defense Switched Network.',
    spec: 'RFC 4412 §10.2',
  },
  {
    namespace: 'drsn',
    values: ['routine', 'priority', 'immediate', 'flash', 'flash-override', 'flash-override-override'],
    algorithm: 'preemption',
    doc: 'US Defense Red Switched Network.',
    spec: 'RFC 4412 §10.3',
  },
  {
    namespace: 'q735',
    values: ['4', '3', '2', '1', '0'],
    algorithm: 'preemption',
    doc: 'Multi-level precedence and preemption (MLPP) of ITU-T Q.735.3.',
    spec: 'RFC 4412 §10.4',
  },
  {
    namespace: 'ets',
    values: ['4', '3', '2', '1', '0'],
    algorithm: 'queue',
    doc: 'Government emergency telecommunications.',
    spec: 'RFC 4412 §10.5',
  },
  {
    namespace: 'wps',
    values: ['4', '3', '2', '1', '0'],
    algorithm: 'queue',
    doc: 'Wireless priority service (MPS in 3GPP).',
    spec: 'RFC 4412 §10.6',
  },
  ...family('dsn', 'US Defense Switched Network, one community of users.'),
  ...family('drsn', 'US Defense Red Switched Network, one community of users.'),
  ...family('rts', 'US Real-Time Services, one community of users.'),
  ...family('crts', 'US Coalition Real-Time Services, one community of users.'),
  {
    namespace: 'esnet',
    values: ['4', '3', '2', '1', '0'],
    algorithm: 'queue',
    doc: 'Emergency services network, between local emergency elements.',
    spec: 'RFC 7135 §3.2',
  },
  {
    namespace: 'mcpttp',
    values: ascending(16),
    algorithm: 'preemption',
    doc: 'Mission critical push to talk, with preemption.',
    spec: 'RFC 8101 §3.2',
  },
  {
    namespace: 'mcpttq',
    values: ascending(16),
    algorithm: 'queue',
    doc: 'Mission critical push to talk, with queueing.',
    spec: 'RFC 8101 §3.2',
  },
];

/** The 463 values of Resource-Priority, `ets.0`, from least to most important in each namespace. */
export const RESOURCE_PRIORITIES: readonly ValueRow[] = PRIORITY_NAMESPACES.flatMap(row =>
  row.values.map((value, index) => ({
    value: `${row.namespace}.${value}`,
    doc: `${row.doc} Level ${index + 1} of ${row.values.length}, ${row.algorithm}.`,
    spec: row.spec,
  })),
);
