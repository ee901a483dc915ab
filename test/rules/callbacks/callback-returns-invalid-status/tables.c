#include <ntddk.h>
#include <wsk.h>
#include "events.h"

const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = {NULL, ConnectionGone, NULL};

// Not a table of WSK: Unrelated may return what it likes.
const DRIVER_TABLE DriverTable = {Unrelated};
