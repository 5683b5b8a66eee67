import CircleCheck from '@lucide/svelte/icons/circle-check';
import Info from '@lucide/svelte/icons/info';
import OctagonAlert from '@lucide/svelte/icons/octagon-alert';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Severity } from '../../shared/findings/finding.ts';

/** The icon of each severity: four shapes, so that nothing depends on colour. */
export const SEVERITY_ICONS = {
  problem: OctagonAlert,
  warning: TriangleAlert,
  note: Info,
  good: CircleCheck,
} satisfies Record<Severity, unknown>;
