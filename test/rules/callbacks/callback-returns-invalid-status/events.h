typedef struct _DRIVER_TABLE {
    NTSTATUS (*Gone)(PVOID Context, ULONG Flags);
} DRIVER_TABLE;

NTSTATUS WSKAPI ConnectionGone(PVOID SocketContext, ULONG Flags);
NTSTATUS Unrelated(PVOID Context, ULONG Flags);
NTSTATUS Refusal(VOID);
