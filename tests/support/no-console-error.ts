import { afterEach, beforeEach, expect, vi } from 'vitest';

/** What is complained of on the console and not expected is a defect. */
let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...args) => void complaints.push(args));
});

afterEach(() => {
  vi.mocked(console.error).mockRestore();
  expect(complaints, 'unexpected console.error').toEqual([]);
});
