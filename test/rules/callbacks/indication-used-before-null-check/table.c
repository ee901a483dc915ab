#include "events.h"

const WSK_CLIENT_CONNECTION_DISPATCH Blind = {TakeBlindly, NULL, NULL};
const WSK_CLIENT_CONNECTION_DISPATCH Tested = {TakeTested, NULL, NULL};
