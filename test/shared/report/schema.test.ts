import { describe, expect, it } from 'vitest';
import { reportJsonSchema } from '../../../shared/report/schema.ts';

describe('the JSON Schema of reports', () => {
  it('stands in the repository as the guard has it', async () => {
    const text = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;

    await expect(text).toMatchFileSnapshot('../../../shared/report/letterlock-report.schema.json');
  });
});
