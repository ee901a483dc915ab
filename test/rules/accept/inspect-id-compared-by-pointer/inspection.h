// What is kept of an inspection that is not decided yet.

#pragma once

#include "ids.h"

typedef struct _INSPECTION {
    LIST_ENTRY Link;
    REQUEST_ID Id;
    PREQUEST_ID Last;
    BOOLEAN Dropped;
} INSPECTION, *PINSPECTION;

BOOLEAN IsSame(PREQUEST_ID One, PREQUEST_ID Other);
BOOLEAN IsSameRequest(PREQUEST_ID One, PREQUEST_ID Other);
PREQUEST_ID IdOf(PINSPECTION Inspection);
