/**
 * Asks again until the answer is truthy. An error counts as "not yet".
 *
 * @template T
 * @param {string} what what is waited for, for the message
 * @param {() => T | Promise<T>} ask
 * @param {number} [limit] in milliseconds
 * @returns {Promise<T>} the first truthy answer
 * @throws {Error} with the last answer when the time is over
 */
export async function until(what, ask, limit = 20_000) {
  const end = Date.now() + limit;
  for (;;) {
    const { answer, error } = await attempt(ask);
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`no ${what} in time: ${error?.message ?? JSON.stringify(answer)}`);
    await pause(50);
  }
}

/** @param {number} time in milliseconds */
function pause(time) {
  return new Promise((resolve) => {
    setTimeout(resolve, time);
  });
}

async function attempt(ask) {
  try {
    return { answer: await ask() };
  } catch (error) {
    return { error };
  }
}
