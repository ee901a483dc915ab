// The driver's own name for an inspect ID.

#pragma once

#include <wsk.h>

typedef WSK_INSPECT_ID REQUEST_ID, *PREQUEST_ID;
