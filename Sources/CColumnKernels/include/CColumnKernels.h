/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ClassifierKernels.h"
#include "ColumnFunctions.h"
#include "EvaluationKernels.h"
#include "OperationKernels.h"
#include "SumKernels.h"
