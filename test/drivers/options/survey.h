/*
 * survey.h: serves one TCP client at a time on port 5999, which it shares with other drivers of the same vendor, and
 * logs what the network can do when it starts. Everything runs in one thread at PASSIVE_LEVEL.
 */

#pragma once

#include <ntddk.h>
#include <wsk.h>

#define SURVEY_TAG              'vruS'
#define SURVEY_PORT             0x6f17      /* 5999, in network order */
#define SURVEY_RECEIVE_BYTES    (256 * 1024)

typedef struct _SURVEY_IRP
{
    PIRP        Irp;
    KEVENT      Done;
} SURVEY_IRP, *PSURVEY_IRP;

typedef struct _SURVEY
{
    WSK_REGISTRATION        Registration;
    WSK_PROVIDER_NPI        Npi;
    PSECURITY_DESCRIPTOR    Shared;         /* cached by WSK, and released through it */
    PETHREAD                Thread;
    KEVENT                  Stop;
} SURVEY, *PSURVEY;

/* control.c: what is asked of WSK without a connection */
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS SurveyCacheDescriptor(_Inout_ PSURVEY Survey);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID SurveyReleaseDescriptor(_Inout_ PSURVEY Survey);
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS SurveyLogTransports(_In_ const SURVEY *Survey);
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS SurveyLogAddresses(_In_ PWSK_SOCKET Socket);

/* serve.c */
KSTART_ROUTINE SurveyThread;
