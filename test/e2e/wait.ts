export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until a condition is met. After the time limit, it throws an error with the description. */
export async function waitUntil(description: string, condition: () => Promise<boolean>, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`Condition not met after ${seconds} s: ${description}`);
    }
    await sleep(50);
  }
}
