/** Rooms in the order of the work: each may speak to those above it, never to those below. Held by tests/walls.test.ts. */
export const neighbours = [
  'register',
  'operation',
  'enterprise',
  'matching',
  'staff',
  'mobilize',
  'volunteer',
  'deployment',
  'pass',
  'gate',
  'visit',
  'testing',
  'laboratory',
  'selftest',
  'picture',
] as const
