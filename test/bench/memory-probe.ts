// Loaded into a server before its own code: on any message it collects garbage and tells what memory is left resident.
process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage.rss());
});
// The server shall end as it does without this.
process.channel?.unref();
